/**
 * Picks one version of each distribution that is needed, so that all that was asked for holds (what pip calls its
 * resolver): newest first, going back where requirements contradict each other. Interpreter, machine and C library are the
 * target's, never the build machine's. Uses {@code python.index}, {@code python.sdist} and the pure packages of {@code
 * python}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.resolve;
