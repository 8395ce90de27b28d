package io.github.kubespraymaven.builder.content;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.LayerContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of the content of layers, kept in the cache under what a layer is when it is unpacked. */
public final class LayerContents {
    /** Its number is raised whenever the same layer would be told of otherwise. */
    private static final String RECORD = "layer-content-v1";

    private final Cache cache;
    private final Optional<String> told;

    /** Keeps in a cache what was seen in layers. */
    public LayerContents(Cache cache) {
        this(cache, Optional.empty());
    }

    /**
     * Keeps in a cache what somebody says of layers, which is nobody else's word.
     *
     * @param told who, and as what
     */
    public LayerContents(Cache cache, String told) {
        this(cache, Optional.of(told));
    }

    private LayerContents(Cache cache, Optional<String> told) {
        this.cache = cache;
        this.told = told;
    }

    private Digest key(Digest diffId) {
        return told.map(who -> Digest.of(diffId + " by " + who)).orElse(diffId);
    }

    /** Finds out what is in a layer. */
    @FunctionalInterface
    public interface Reading {
        /** Returns it. */
        List<Component> of(SeenFiles seen) throws IOException;
    }

    /**
     * Keeps what is in a layer, unless it is known.
     *
     * @param seen what was noted while it was written; where it was known, and nothing was, it is read
     */
    public void keep(LayerBlob layer, SeenFiles seen, Reading reading) throws IOException {
        if (seen.isAny()) {
            put(new LayerContent(layer.diffId(), reading.of(seen)));
        } else if (find(layer.diffId()).isEmpty()) {
            Optional<InputStream> blob = cache.blobs().open(layer.digest());
            if (blob.isPresent()) {
                put(new LayerContent(layer.diffId(), reading.of(SeenFiles.of(layer, blob.get()))));
            }
        }
    }

    /** Keeps what is in a layer. */
    public void put(LayerContent content) throws IOException {
        Json list = new Json.Array(
                content.components().stream().<Json>map(Component::json).toList());
        cache.records()
                .put(RECORD, key(content.diffId()), JsonWriter.compact(list).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what is in a layer, if that is known. */
    public Optional<LayerContent> find(Digest diffId) throws IOException {
        Optional<byte[]> record = cache.records().find(RECORD, key(diffId));
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Component> components = new ArrayList<>();
            for (JsonView json : JsonReader.read(record.get(), "the record of a layer's content")
                    .items()) {
                components.add(Component.read(json));
            }
            return Optional.of(new LayerContent(diffId, components));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
