/**
 * The tar stream (POSIX.1-2001, pax, with ustar's header; GNU's long names are read too), the one writer of it and the one reader.
 * The writer's bytes are a promise; the reader trusts nothing: what readers of archives could take in two ways is an error. May
 * use {@code tree} and {@code tree.archive}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.tree.tar;
