/** Layers as recipes: a recipe whose key is known is never run. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.layer;
