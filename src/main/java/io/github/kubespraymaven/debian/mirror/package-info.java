/**
 * Where packages come from: mirrors of Debian's archive, given, read from apt's sources (sources.list(5)) or known; the
 * lists of packages that they serve, verified from the signature down; and the packages. Uses {@code debian.release},
 * {@code debian.index}, {@code debian.resolve} and {@code fetch}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.mirror;
