package io.github.kubespraymaven.image;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One platform's image: a config and layers (OCI image specification, Image Manifest).
 *
 * @param config the config's descriptor
 * @param layers the layers' descriptors, the lowest first
 * @param annotations facts by name
 */
public record ImageManifest(Descriptor config, List<Descriptor> layers, SortedMap<String, String> annotations) {
    /** Keeps its own copies. */
    public ImageManifest {
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /**
     * Reads an OCI or Docker manifest.
     *
     * @throws JsonException if it is none
     */
    public static ImageManifest read(Document document) throws JsonException {
        JsonView json = document.read();
        List<Descriptor> layers = new ArrayList<>();
        for (JsonView layer : json.get("layers").items()) {
            layers.add(Descriptor.read(layer));
        }
        Optional<JsonView> annotations = json.find("annotations");
        return new ImageManifest(
                Descriptor.read(json.get("config")),
                layers,
                annotations.isPresent() ? Annotations.read(annotations.get()) : Collections.emptySortedMap());
    }

    /** Returns the manifest as an OCI document. */
    public Document document() {
        Json.Builder json = Json.object()
                .put("schemaVersion", 2)
                .put("mediaType", MediaTypes.MANIFEST)
                .put("config", config.json())
                .put(
                        "layers",
                        new Json.Array(List.copyOf(
                                layers.stream().map(Descriptor::json).toList())));
        if (!annotations.isEmpty()) {
            json.put("annotations", Annotations.json(annotations));
        }
        return Document.of(MediaTypes.MANIFEST, json.build());
    }
}
