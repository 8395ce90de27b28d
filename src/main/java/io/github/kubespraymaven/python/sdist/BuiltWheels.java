package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.WheelFilename;
import io.github.kubespraymaven.python.wheel.Wheel;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Wheels that were built of sdists, in the cache under the digest of the sdist, so that none is built twice. What a build needs
 * itself comes from indexes, so that a wheel is one for who builds with the same ones only.
 */
public final class BuiltWheels {
    private static final String KIND = "built-wheel";

    private final Cache cache;
    private final PackageSources sources;

    /**
     * Keeps them in this cache.
     *
     * @param sources where their builds find what they need
     */
    public BuiltWheels(Cache cache, PackageSources sources) {
        this.cache = cache;
        this.sources = sources;
    }

    private Digest key(Digest sdist) {
        return Digest.of(sdist + "\n" + sources);
    }

    /**
     * A wheel of pure Python.
     *
     * @param path where its verified bytes lie
     */
    public record Built(WheelFilename filename, Digest digest, Path path) {

        /**
         * Returns the text of its METADATA.
         *
         * @throws IOException if it has none, or is no wheel
         */
        public String metadata() throws IOException {
            try (FileBytes bytes = new FileBytes(path)) {
                return Wheel.metadata(ZipArchive.open(bytes, filename.text()), filename.text());
            }
        }
    }

    /** Returns the wheel that was built of an sdist before. */
    public Optional<Built> find(Digest sdist) throws IOException {
        Optional<byte[]> record = cache.records().find(KIND, key(sdist));
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonView built = JsonReader.read(record.get(), "the record of a built wheel");
            if (!(DistributionFilename.parse(built.get("filename").text()) instanceof WheelFilename filename)) {
                return Optional.empty();
            }
            Digest digest = Digest.parse(built.get("digest").text());
            return cache.blobs().find(digest).map(path -> new Built(filename, digest, path));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a wheel.
     *
     * @param sdist what it was built of
     * @param wheel its file, under its own name; not needed any more afterwards
     */
    public Built keep(Digest sdist, Path wheel) throws IOException {
        WheelFilename filename = WheelFilename.parse(String.valueOf(wheel.getFileName()));
        try (BlobWriter writer = cache.blobs().writer()) {
            Files.copy(wheel, writer);
            BlobWriter.Stored stored = writer.commit();
            String record = JsonWriter.compact(Json.object()
                    .put("filename", filename.text())
                    .put("digest", stored.digest().toString())
                    .build());
            cache.records().put(KIND, key(sdist), record.getBytes(StandardCharsets.UTF_8));
            return new Built(filename, stored.digest(), stored.file());
        }
    }
}
