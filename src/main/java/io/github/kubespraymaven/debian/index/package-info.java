/**
 * What an archive offers: the packages of one architecture out of the Packages files of several suites, in the order and
 * with the merging rules of apt's own cache, because apt's choices depend on them. Uses {@code debian.control},
 * {@code debian.relation} and {@code debian.version}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.index;
