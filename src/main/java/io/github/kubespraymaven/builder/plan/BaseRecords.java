package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.LayerRecord;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which layers a base key gave, kept in the cache. A key says nothing of who made the layers of it: those of one index or
 * registry are none for who names another.
 */
final class BaseRecords {
    private static final String RECORD = "base";

    private final Cache cache;
    private final Optional<String> origin;

    /**
     * Keeps bases.
     *
     * @param origin whose word their layers are; empty where they follow from the key alone
     */
    BaseRecords(Cache cache, Optional<String> origin) {
        this.cache = cache;
        this.origin = origin;
    }

    private Digest place(Digest key) {
        return origin.map(whose -> Digest.of(key + " by " + whose)).orElse(key);
    }

    /** Returns the layers of a base that was built before, if every one of their blobs is still whole. */
    Optional<List<Layer>> find(Digest key) throws IOException {
        Optional<List<Layer>> known = cache.records().find(RECORD, place(key)).flatMap(BaseRecords::read);
        if (known.isPresent()) {
            for (Layer layer : known.get()) {
                // Those of the image below are to be had where that is.
                if (!layer.isFrom() && cache.blobs().find(layer.blob().digest()).isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        return known;
    }

    void put(Digest key, List<Layer> layers) throws IOException {
        List<Json> items = new ArrayList<>();
        for (Layer layer : layers) {
            items.add(Json.object()
                    .put("kind", layer.kind())
                    .put("what", layer.what())
                    .put("blob", LayerRecord.json(layer.blob()))
                    .build());
        }
        cache.records()
                .put(
                        RECORD,
                        place(key),
                        JsonWriter.compact(new Json.Array(items)).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<List<Layer>> read(byte[] record) {
        try {
            List<Layer> layers = new ArrayList<>();
            for (JsonView item : JsonReader.read(record, "base record").items()) {
                layers.add(
                        new Layer(item.get("kind").text(), item.get("what").text(), LayerRecord.of(item.get("blob"))));
            }
            return Optional.of(layers);
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
