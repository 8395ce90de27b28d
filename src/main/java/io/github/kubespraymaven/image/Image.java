package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image for one platform: its config and manifest, which follow from these values alone.
 *
 * @param config what it is made of and how it is run
 * @param layers the layers' blobs, the lowest first, one for each of the config's
 * @param annotations facts by name, for its manifest
 */
public record Image(ImageConfig config, List<Descriptor> layers, SortedMap<String, String> annotations) {
    /** Keeps its own copies, and checks that config and layers agree in number. */
    public Image {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        if (layers.size() != config.diffIds().size()) {
            throw new IllegalArgumentException(layers.size() + " layers, where the config has "
                    + config.diffIds().size());
        }
    }

    /** Returns an image without layers, to which some are added by {@link #with}. */
    public static Image empty(Platform platform) {
        return new Image(
                ImageConfig.of(platform, "", RunConfig.EMPTY, List.of(), List.of()),
                List.of(),
                Collections.emptySortedMap());
    }

    /**
     * Returns this image with more layers on top.
     *
     * @param created when it was made, as RFC 3339: of the image and of these steps
     */
    public Image with(List<ImageLayer> added, String created) {
        List<Descriptor> blobs = new ArrayList<>(layers);
        List<Digest> diffIds = new ArrayList<>(config.diffIds());
        List<ImageConfig.Step> history = new ArrayList<>(config.history());
        for (ImageLayer layer : added) {
            blobs.add(layer.blob());
            diffIds.add(layer.diffId());
            history.add(new ImageConfig.Step(created, layer.createdBy(), false, Map.of()));
        }
        return new Image(
                new ImageConfig(config.platform(), created, config.run(), diffIds, history, config.others()),
                blobs,
                annotations);
    }

    /** Returns this image, run in another way. */
    public Image run(RunConfig run) {
        return new Image(
                new ImageConfig(
                        config.platform(), config.created(), run, config.diffIds(), config.history(), config.others()),
                layers,
                annotations);
    }

    /** Returns this image with these annotations instead of its own. */
    public Image annotated(SortedMap<String, String> others) {
        return new Image(config, layers, others);
    }

    /** Returns the manifest. */
    public ImageManifest manifest() {
        return new ImageManifest(config.document().descriptor(), layers, annotations);
    }
}
