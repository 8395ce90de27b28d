package io.github.kubespraymaven.builder.image;

/**
 * Which documents are wanted that say what is in images.
 *
 * @param made whether they are made at all
 * @param attached whether registries get them with the images
 * @param tool the plugin's version, which stands in them
 */
public record AttestationRequest(boolean made, boolean attached, String tool) {}
