package io.github.kubespraymaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubespraymaven.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image in a layout that somebody has changed, so that all digests fit again. */
final class Altered {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path layout;
    private final ObjectNode index;
    private final ObjectNode manifest;
    private final ObjectNode config;

    Altered(Path layout) throws IOException {
        this.layout = layout;
        this.index = (ObjectNode) JSON.readTree(layout.resolve("index.json").toFile());
        this.manifest = read(index.at("/manifests/0/digest").asText());
        this.config = read(manifest.at("/config/digest").asText());
    }

    /** Changes an entry of a layer. */
    @FunctionalInterface
    interface Change {
        /** Writes what becomes of an entry, if anything does. */
        void apply(TarArchiveEntry entry, byte[] content, TarArchiveOutputStream out) throws IOException;
    }

    /** Writes an entry as it is. */
    static void keep(TarArchiveEntry entry, byte[] content, TarArchiveOutputStream out) throws IOException {
        if (entry.isFile()) {
            entry.setSize(content.length);
        }
        out.putArchiveEntry(entry);
        if (entry.isFile()) {
            out.write(content);
        }
        out.closeArchiveEntry();
    }

    /** Changes the last layer. */
    Altered app(Change change) throws IOException {
        ArrayNode layers = (ArrayNode) manifest.get("layers");
        int last = layers.size() - 1;
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Map<TarArchiveEntry, byte[]> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new GZIPInputStream(
                Files.newInputStream(blob(layers.get(last).path("digest").asText()))))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry, in.readAllBytes());
            }
        }
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(plain)) {
            for (Map.Entry<TarArchiveEntry, byte[]> entry : entries.entrySet()) {
                change.apply(entry.getKey(), entry.getValue(), out);
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.toByteArray());
        }
        put((ObjectNode) layers.get(last), packed.toByteArray());
        ArrayNode diffIds = (ArrayNode) config.at("/rootfs/diff_ids");
        diffIds.set(last, Digest.of(plain.toByteArray()).toString());
        return this;
    }

    /** Changes the config. */
    Altered config(Consumer<ObjectNode> change) {
        change.accept(config);
        return this;
    }

    /** Changes the manifest. */
    Altered manifest(Consumer<ObjectNode> change) {
        change.accept(manifest);
        return this;
    }

    /** Writes it in the place of the other. */
    void write() throws IOException {
        put((ObjectNode) manifest.get("config"), bytes(config));
        put((ObjectNode) index.at("/manifests/0"), bytes(manifest));
        Files.write(layout.resolve("index.json"), bytes(index));
    }

    private ObjectNode read(String digest) throws IOException {
        return (ObjectNode) JSON.readTree(blob(digest).toFile());
    }

    private Path blob(String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private void put(ObjectNode descriptor, byte[] bytes) throws IOException {
        Digest digest = Digest.of(bytes);
        Files.write(blob(digest.toString()), bytes);
        descriptor.put("digest", digest.toString()).put("size", bytes.length);
    }

    private static byte[] bytes(JsonNode node) throws IOException {
        return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    }
}
