package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;

/**
 * A layer as it is stored.
 *
 * @param digest of the compressed bytes
 * @param diffId of the uncompressed tar stream
 * @param size compressed bytes
 * @param unpackedSize bytes of the tar stream
 * @param mediaType says how they are compressed
 */
public record LayerBlob(Digest digest, Digest diffId, long size, long unpackedSize, String mediaType) {}
