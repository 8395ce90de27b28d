/**
 * Wheels (PyPA's binary distribution format, PEP 427) and what they become when they are installed: the entries of a tree,
 * with the files that pip adds. May use {@code python.zip}, {@code tree} and {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.wheel;
