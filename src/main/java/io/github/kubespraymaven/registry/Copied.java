package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;

/**
 * What the copying of an image came to.
 *
 * @param digest the image's, in the source and in the target
 * @param blobs how many blobs were moved, configs among them
 * @param bytes how many bytes these have
 */
public record Copied(Digest digest, int blobs, long bytes) {}
