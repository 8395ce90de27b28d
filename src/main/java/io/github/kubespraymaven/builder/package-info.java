/**
 * Plan and run of base and image: from inputs to a key, from recipes to layers, from layers to an image, and what of it is
 * known already. May use every room but {@code mojo}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder;
