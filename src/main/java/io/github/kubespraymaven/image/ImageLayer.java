package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;

/**
 * A layer in its place in an image.
 *
 * @param blob its compressed bytes
 * @param diffId the digest of its uncompressed bytes
 * @param createdBy what it holds, for people who read the image's history
 */
public record ImageLayer(Descriptor blob, Digest diffId, String createdBy) {

    /** Returns a layer that was written here. */
    public static ImageLayer of(LayerBlob layer, String createdBy) {
        return new ImageLayer(
                Descriptor.of(layer.mediaType(), layer.digest(), layer.size()), layer.diffId(), createdBy);
    }
}
