package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.image.Document;
import java.util.List;

/**
 * An image for one platform, as it is compared.
 *
 * @param manifest its manifest
 * @param config its config
 * @param layers the lowest first
 * @param original whether manifest and layers are those that a registry would have: an archive of docker's has no manifest, and
 *     may hold layers compressed otherwise
 */
public record ComparedImage(Document manifest, Document config, List<ComparedLayer> layers, boolean original) {
    /** Images have up to 127 layers where they are run. */
    public static final int MOST_LAYERS = 1000;

    /** Keeps its own copy, of so many layers as can be. */
    public ComparedImage {
        if (layers.size() > MOST_LAYERS) {
            throw new IllegalArgumentException(layers.size() + " layers, which no image has that can be run");
        }
        layers = List.copyOf(layers);
    }
}
