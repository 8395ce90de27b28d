package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image that a base stands on, for one platform.
 *
 * @param name as it was asked for, with the digest that this came to
 * @param digest of the platform's manifest: equal digests, equal images
 * @param image its config and layers
 * @param repository where a registry has its layers, if one does
 * @param layers brings them here
 */
public record FromImage(String name, Digest digest, Image image, Optional<Repository> repository, Layers layers) {

    /** Brings layers into the cache. */
    @FunctionalInterface
    public interface Layers {
        /**
         * Returns the file of a layer, verified.
         *
         * @throws IOException if it cannot be had, or is another
         */
        Path bring(Descriptor layer) throws IOException;
    }
}
