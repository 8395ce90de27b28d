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
 * Manifests for several platforms, or of a layout (OCI image specification, Image Index).
 *
 * @param manifests their descriptors
 * @param annotations facts by name
 */
public record Index(List<Descriptor> manifests, SortedMap<String, String> annotations) {
    /** Keeps its own copies. */
    public Index {
        manifests = List.copyOf(manifests);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /**
     * Reads an OCI index or a Docker manifest list.
     *
     * @throws JsonException if it is none
     */
    public static Index read(Document document) throws JsonException {
        return read(document.read());
    }

    /**
     * Reads an index.
     *
     * @throws JsonException if it is none
     */
    public static Index read(JsonView json) throws JsonException {
        List<Descriptor> manifests = new ArrayList<>();
        for (JsonView manifest : json.get("manifests").items()) {
            manifests.add(Descriptor.read(manifest));
        }
        Optional<JsonView> annotations = json.find("annotations");
        return new Index(
                manifests,
                annotations.isPresent() ? Annotations.read(annotations.get()) : Collections.emptySortedMap());
    }

    /**
     * Returns the descriptors of a list that others write too, such as they are: those that name something. There may be none, and
     * the list null or left out then.
     *
     * @throws JsonException if it is no list
     */
    public static List<JsonView> entries(JsonView json) throws JsonException {
        List<JsonView> named = new ArrayList<>();
        Optional<JsonView> list = json.find("manifests");
        if (list.isPresent()) {
            for (JsonView entry : list.get().items()) {
                if (entry.value() instanceof Json.Members members
                        && members.values().get("digest") instanceof Json.Text) {
                    named.add(entry);
                }
            }
        }
        return named;
    }

    /** Returns the index as an OCI document. */
    public Document document() {
        Json.Builder json = Json.object()
                .put("schemaVersion", 2)
                .put("mediaType", MediaTypes.INDEX)
                .put(
                        "manifests",
                        new Json.Array(List.copyOf(
                                manifests.stream().map(Descriptor::json).toList())));
        if (!annotations.isEmpty()) {
            json.put("annotations", Annotations.json(annotations));
        }
        return Document.of(MediaTypes.INDEX, json.build());
    }
}
