package io.github.kubespraymaven.builder.layer;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.nio.charset.StandardCharsets;
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
                .put("compression", compression(layer.mediaType()))
                .build();
    }

    /** Returns the layer that was kept. */
    public static LayerBlob of(JsonView kept) throws JsonException {
        String compression = kept.get("compression").text();
        return new LayerBlob(
                Digest.parse(kept.get("digest").text()),
                Digest.parse(kept.get("diffId").text()),
                kept.get("size").number(),
                kept.get("unpackedSize").number(),
                mediaType(compression));
    }

    /** Of a usual layer only how it is compressed is kept, or nothing; of others the whole media type. */
    private static String compression(String mediaType) {
        if (mediaType.equals(MediaTypes.LAYER)) {
            return "";
        }
        String usual = MediaTypes.LAYER + "+";
        return mediaType.startsWith(usual) ? mediaType.substring(usual.length()) : mediaType;
    }

    private static String mediaType(String compression) {
        if (compression.isEmpty()) {
            return MediaTypes.LAYER;
        }
        return compression.indexOf('/') >= 0 ? compression : MediaTypes.LAYER + "+" + compression;
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
