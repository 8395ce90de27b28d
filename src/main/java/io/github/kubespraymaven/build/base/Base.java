package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.RunConfig;
import io.github.kubespraymaven.tree.TarLayer;
import java.util.List;

/**
 * A base image for one platform.
 *
 * @param platform what it runs on
 * @param inputs what it follows from
 * @param layers the lowest first
 * @param reused whether it was known, so that nothing was resolved or built
 */
public record Base(Platform platform, BaseInputs inputs, List<Layer> layers, boolean reused) {
    /** The time in a base's config: a base is as old as its files. */
    private static final String CREATED = TarLayer.TIME.toString();

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Keeps its own copy. */
    public Base {
        layers = List.copyOf(layers);
    }

    /** Returns the base key. */
    public Digest key() {
        return inputs.key();
    }

    /** Returns the base as the next build finds it. */
    public Base again() {
        return new Base(platform, inputs, layers, true);
    }

    /** Returns the image. */
    public Image image() {
        RunConfig run = RunConfig.EMPTY
                .withEnvironment("PATH", PATH)
                .withEnvironment("LANG", "C.UTF-8")
                .withEnvironment("PYTHONDONTWRITEBYTECODE", "1")
                .running("bash");
        return Image.empty(platform)
                .with(
                        layers.stream()
                                .map(layer -> ImageLayer.of(layer.blob(), layer.kind() + ": " + layer.what()))
                                .toList(),
                        CREATED)
                .run(run);
    }
}
