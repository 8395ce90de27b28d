package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.image.Image;
import java.util.List;

/**
 * An image for one platform, with what its layers hold.
 *
 * @param image its config and manifest
 * @param layers the lowest first
 */
public record Built(Image image, List<Layer> layers) {
    /** Keeps its own copy. */
    public Built {
        layers = List.copyOf(layers);
    }
}
