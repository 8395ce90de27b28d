/**
 * Names of images, as Docker writes them (distribution's reference grammar; OCI distribution specification, Pulling
 * manifests). Uses {@code digest} alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry.reference;
