/**
 * One file tree as a layer holds it: paths, kinds, modes, owners and contents. There are no times in a tree: all of its files are
 * as old as the tar stream says that carries it. May use {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.tree;
