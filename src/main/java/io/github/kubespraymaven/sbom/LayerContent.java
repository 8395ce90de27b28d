package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.digest.Digest;
import java.util.Comparator;
import java.util.List;

/**
 * What a layer of an image brings.
 *
 * @param diffId of the layer, unpacked
 * @param components by their package URLs, each once
 */
public record LayerContent(Digest diffId, List<Component> components) {
    /** Sorts. */
    public LayerContent {
        components = components.stream()
                .sorted(Comparator.comparing(Component::purl))
                .toList();
    }
}
