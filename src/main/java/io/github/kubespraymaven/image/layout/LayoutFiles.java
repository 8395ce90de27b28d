package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.Annotations;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The two files of a layout that are no blobs. */
final class LayoutFiles {
    static final String INDEX = "index.json";
    static final String MARKER = "oci-layout";

    static final String BLOBS = "blobs";
    private static final String VERSION = "1.0.0";

    private final byte[] index;

    private LayoutFiles(byte[] index) {
        this.index = index;
    }

    static LayoutFiles of(ImageContents image, String tag) {
        return of(List.of(image.top().descriptor().annotated(Annotations.REF_NAME, tag)));
    }

    /** With an entry for each image, which names it. */
    static LayoutFiles of(List<Descriptor> entries) {
        return new LayoutFiles(
                new Index(entries, Collections.emptySortedMap()).document().bytes());
    }

    byte[] index() {
        return index.clone();
    }

    static byte[] marker() {
        Json marker = Json.object().put("imageLayoutVersion", VERSION).build();
        return JsonWriter.compact(marker).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the name of a blob in the layout. */
    static String blob(Descriptor blob) {
        return BLOBS + "/" + blob.digest().algorithm().prefix() + "/"
                + blob.digest().hex();
    }

    /** Returns the file of a blob that must be in the cache. */
    static Path cached(Blobs cache, Descriptor blob) throws IOException {
        return cache.find(blob.digest())
                .orElseThrow(() -> new IOException(
                        blob.digest() + ": a layer that was to be in the cache is gone; build again to make it anew"));
    }
}
