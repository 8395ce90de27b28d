package io.github.kubespraymaven.sbom;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An image and all that is in it.
 *
 * @param subject the image
 * @param layers with what they bring, the lowest first
 */
public record Sbom(Subject subject, List<LayerContent> layers) {
    /** Keeps its own copy. */
    public Sbom {
        layers = List.copyOf(layers);
    }

    /** Returns the components of all layers. */
    List<Component> components() {
        return layers.stream().flatMap(layer -> layer.components().stream()).toList();
    }

    /** Returns the images that the image stands on. */
    List<Component> below() {
        return components().stream()
                .filter(one -> one.kind() == Component.Kind.IMAGE)
                .toList();
    }

    /** Returns the names of licences that SPDX's list does not have. */
    SortedSet<String> references() {
        SortedSet<String> all = new TreeSet<>();
        components().forEach(one -> one.licence().ifPresent(licence -> all.addAll(licence.references())));
        return all;
    }
}
