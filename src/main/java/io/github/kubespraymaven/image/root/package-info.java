/**
 * What an image's layers make together when they are applied one after the other (OCI image specification, Image Layer
 * Filesystem Changeset), in memory: places, kinds, owners, and the contents of those few files that somebody asks for. Layers are
 * hostile archives: nothing leads out of the tree, and all that they may cost is bounded. What such a root says of
 * its distribution is in os-release(5)'s form. May use {@code tree} and {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image.root;
