package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.IndexPages;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A Python index in memory with real files of a few hundred bytes. */
final class SmallIndex {
    private final IndexPages pages = new IndexPages();
    private final Map<String, List<String>> listed = new LinkedHashMap<>();
    private final Map<String, Digest> digests = new LinkedHashMap<>();
    private final Path directory;

    /** Makes its files in this directory. */
    SmallIndex(Path directory) {
        this.directory = directory;
    }

    IndexPages pages() {
        return pages;
    }

    /** Adds a wheel of one module, and what it needs. */
    SmallIndex wheel(String name, String version, String... requires) throws IOException {
        Path wheel = built(name, version, requires);
        return file(name, String.valueOf(wheel.getFileName()), Files.readAllBytes(wheel));
    }

    /** Adds a wheel with these files. */
    SmallIndex wheel(String name, String version, Map<String, String> files) throws IOException {
        WheelFixture wheel = WheelFixture.bare(name, version)
                .dist("METADATA", metadata(name, version))
                .dist("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        files.forEach(wheel::file);
        Path file = wheel.in(directory);
        return file(name, String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    /** Returns such a wheel, that the index does not list. */
    Path built(String name, String version, String... requires) throws IOException {
        return WheelFixture.bare(name, version)
                .file(name + ".py", "version = '" + version + "'\n")
                .dist("METADATA", metadata(name, version, requires))
                .dist("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                .in(directory);
    }

    /** Adds an sdist of one module. */
    SmallIndex sdist(String name, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            byte[] info = metadata(name, version).getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name + "-" + version + "/PKG-INFO");
            entry.setSize(info.length);
            tar.putArchiveEntry(entry);
            tar.write(info);
            tar.closeArchiveEntry();
        }
        return file(name, name + "-" + version + ".tar.gz", bytes.toByteArray());
    }

    /** Returns the digest that is listed for a file. */
    String digest(String filename) {
        return String.valueOf(digests.get(filename));
    }

    private SmallIndex file(String module, String filename, byte[] bytes) {
        String name = module.replace('_', '-');
        pages.put("/f/" + filename, "application/octet-stream", bytes);
        digests.put(filename, Digest.of(bytes));
        listed.computeIfAbsent(name, any -> new ArrayList<>())
                .add("{\"filename\": \"" + filename + "\", \"url\": \"/f/" + filename
                        + "\", \"hashes\": {\"sha256\": \"" + Digest.of(bytes).hex() + "\"}}");
        pages.put(
                "/simple/" + name + "/",
                "application/vnd.pypi.simple.v1+json",
                "{\"files\": [" + String.join(",", listed.getOrDefault(name, List.of())) + "]}");
        return this;
    }

    private static String metadata(String name, String version, String... requires) {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        for (String requirement : requires) {
            text.append("Requires-Dist: ").append(requirement).append('\n');
        }
        return text.toString();
    }
}
