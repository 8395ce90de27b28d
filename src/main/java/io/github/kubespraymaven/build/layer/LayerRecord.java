package io.github.kubespraymaven.build.layer;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A layer's figures as they are kept in the cache. */
public final class LayerRecord {
    private LayerRecord() {}

    /** Returns what is kept of a layer. */
    public static Json.Members json(LayerBlob layer) {
        return Json.object()
                .put("digest", layer.digest().toString())
                .put("diffId", layer.diffId().toString())
                .put("size", layer.size())
                .put("unpackedSize", layer.unpackedSize())
                .put("compression", layer.compression().name().toLowerCase(Locale.ROOT))
                .build();
    }

    /** Returns the layer that was kept. */
    public static LayerBlob of(JsonView kept) throws JsonException {
        return new LayerBlob(
                Digest.parse(kept.get("digest").text()),
                Digest.parse(kept.get("diffId").text()),
                kept.get("size").number(),
                kept.get("unpackedSize").number(),
                Compression.valueOf(kept.get("compression").text().toUpperCase(Locale.ROOT)));
    }

    static byte[] write(LayerBlob layer) {
        return JsonWriter.compact(json(layer)).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the layer; none where the record was written by a version that kept something else. */
    static Optional<LayerBlob> read(byte[] record) {
        try {
            return Optional.of(of(JsonReader.read(record, "layer record")));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
