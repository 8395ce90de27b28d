package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code image.json} and its like: what a goal gave, for the programs that come after it. */
public final class ResultFile {
    private ResultFile() {}

    /** Returns the members that describe an image: digest, mediaType, tags and platforms. */
    static Json.Builder describe(ImageContents assembly, List<String> tags, List<Built> platforms) {
        return Json.object()
                .put("digest", assembly.top().descriptor().digest().toString())
                .put("mediaType", assembly.top().descriptor().mediaType())
                .put("tags", Json.texts(tags))
                .put(
                        "platforms",
                        new Json.Array(
                                platforms.stream().map(ResultFile::platform).toList()));
    }

    private static Json platform(Built built) {
        return Json.object()
                .put("platform", built.image().config().platform().toString())
                .put(
                        "digest",
                        built.image()
                                .manifest()
                                .document()
                                .descriptor()
                                .digest()
                                .toString())
                .put(
                        "config",
                        built.image().config().document().descriptor().digest().toString())
                .put(
                        "layers",
                        new Json.Array(
                                built.layers().stream().map(ResultFile::layer).toList()))
                .build();
    }

    private static Json layer(Layer layer) {
        return Json.object()
                .put("digest", layer.blob().digest().toString())
                .put("diffId", layer.blob().diffId().toString())
                .put("size", layer.blob().size())
                .put("unpackedSize", layer.blob().unpackedSize())
                .put("kind", layer.kind())
                .put("what", layer.what())
                .build();
    }

    /** Writes a description, beside and renamed. */
    public static void write(Path file, Json.Members content) throws IOException {
        Replacement.write(file, JsonWriter.pretty(content).getBytes(StandardCharsets.UTF_8));
    }
}
