/** The kubectl of a base: the version that a release knows, its checksum, and the layer made of it. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.kubectl;
