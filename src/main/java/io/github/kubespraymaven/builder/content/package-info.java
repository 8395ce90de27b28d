/**
 * What the layers of a base hold, as their own files say it: read while a layer is written, kept under the layer's digest, and
 * so known to every later build. Uses what the room {@code builder} may.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.content;
