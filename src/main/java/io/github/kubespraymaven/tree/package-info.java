/**
 * One file tree as a layer holds it: paths, kinds, modes, owners and contents, and the tar stream (POSIX.1-2001, pax) that
 * carries it. There are no times in a tree: all of its files are as old as {@link
 * io.github.kubespraymaven.tree.TarLayer#TIME}. May use {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.tree;
