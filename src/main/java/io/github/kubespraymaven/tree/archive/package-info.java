/**
 * What all readers of archives need: members that have the bytes they are said to have, and decompressed bytes that end before the
 * disk or one's patience does. May use {@code stream}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.tree.archive;
