/**
 * Debian's archive, its packages and what they make of a system: the standards a package each, and what is built on those. What they
 * all share is {@link io.github.kubespraymaven.debian.DebianException}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian;
