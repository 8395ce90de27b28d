package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A base image for one platform.
 *
 * @param platform what it runs on
 * @param inputs what it follows from
 * @param layers the lowest first
 * @param origin how it came to be known
 * @param asked the key of what was asked for, where the base key takes a resolution to be known
 * @param from the image that it stands on, if it does: its layers are the lowest
 */
public record Base(
        Platform platform,
        BaseInputs inputs,
        List<Layer> layers,
        Origin origin,
        Optional<Digest> asked,
        Optional<FromImage> from) {
    /** Keeps its own copy. */
    public Base {
        layers = List.copyOf(layers);
    }

    /** How a base came to be known. */
    public enum Origin {
        /** It was made now. */
        BUILT,
        /** It was made before, and is in the cache. */
        CACHE,
        /** It is in a registry; its layers may not be here. */
        REGISTRY
    }

    /** Returns this base, found by what was asked for. */
    Base asked(Digest key) {
        return new Base(platform, inputs, layers, origin, Optional.of(key), from);
    }

    /** Tells whether it was known, so that nothing was resolved or built. */
    public boolean reused() {
        return origin != Origin.BUILT;
    }

    /** Returns the layers that are not the image's it stands on. */
    List<Layer> own() {
        return layers.stream().filter(layer -> !layer.isFrom()).toList();
    }

    /** Returns the base key. */
    public Digest key() {
        return inputs.key();
    }

    /** Returns the base as the next build finds it. */
    public Base again() {
        return new Base(platform, inputs, layers, Origin.CACHE, asked, from);
    }

    /** Returns the image. */
    public Image image() {
        return BaseImage.of(this);
    }
}
