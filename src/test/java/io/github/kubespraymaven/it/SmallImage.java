package io.github.kubespraymaven.it;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.RegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image that somebody else made: documents as text, layers as drawn; the first gzip's, the others plain. */
final class SmallImage {
    static final String OCI = "application/vnd.oci.image.";
    private static final String DOCKER = "application/vnd.docker.";
    private static final String STATUS =
            """
            Package: bash
            Essential: yes
            Status: install ok installed
            Priority: required
            Architecture: all
            Version: 0.9
            Description: an older bash

            Package: gone
            Status: deinstall ok config-files
            Architecture: all
            Version: 1

            """;

    private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    private final List<String> layers = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();
    private final List<byte[]> tars = new ArrayList<>();
    private final byte[] config;
    private final boolean docker;
    private final byte[] manifest;

    private SmallImage(boolean docker, String platform, TinyDeb.Drawing... drawings) throws IOException {
        this.docker = docker;
        for (TinyDeb.Drawing drawing : drawings) {
            layer(TinyTar.of(drawing), layers.isEmpty());
        }
        this.config =
                """
                {"created":"2026-01-01T00:00:00Z","author":"somebody","architecture":"%s","os":"linux","config":{"User":"1000",\
                "Env":["PATH=/usr/local/bin:/usr/bin:/bin","PYTHON_VERSION=3.12.1"],"Cmd":["python3"],"Labels":{"who":"somebody"},\
                "Volumes":{"/data":{}}},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s,{"created_by":"CMD",\
                "empty_layer":true}]}"""
                        .formatted(
                                platform,
                                quoted(diffIds),
                                layers.stream()
                                        .map(one -> "{\"created_by\":\"ADD\",\"comment\":\"by hand\"}")
                                        .collect(Collectors.joining(",")))
                        .getBytes(StandardCharsets.UTF_8);
        Digest digest = blob(config);
        String type = docker ? DOCKER + "container.image.v1+json" : OCI + "config.v1+json";
        this.manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + type() + "\",\"config\":{\"mediaType\":\"" + type
                        + "\",\"digest\":\"" + digest + "\",\"size\":" + config.length + "},\"layers\":["
                        + String.join(",", layers) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        blob(manifest);
    }

    private void layer(byte[] tar, boolean gzip) throws IOException {
        tars.add(tar);
        diffIds.add(Digest.of(tar).toString());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(tar);
        }
        byte[] bytes = gzip ? packed.toByteArray() : tar;
        String type = docker
                ? DOCKER + "image.rootfs.diff.tar" + (gzip ? ".gzip" : "")
                : OCI + "layer.v1.tar" + (gzip ? "+gzip" : "");
        layers.add("{\"mediaType\":\"" + type + "\",\"digest\":\"" + blob(bytes) + "\",\"size\":" + bytes.length + "}");
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }

    private Digest blob(byte[] bytes) {
        Digest digest = Digest.of(bytes);
        blobs.put(digest, bytes);
        return digest;
    }

    /** A Debian with a Python of its own below /usr/local, as those of Docker's official images. */
    static SmallImage slim(String motd) throws IOException {
        return slim(false, "amd64", motd);
    }

    static SmallImage slim(boolean docker, String platform, String motd) throws IOException {
        return new SmallImage(docker, platform, debian("ID=debian\nVERSION_CODENAME=bookworm\n", motd), python(12));
    }

    /** The same of a distribution that nobody knows. */
    static SmallImage unknown(int pythonMinor) throws IOException {
        return new SmallImage(
                false, "amd64", debian("ID=other\nPRETTY_NAME=\"Other Linux 7\"\n", ""), python(pythonMinor));
    }

    /** One without Python. */
    static SmallImage withoutPython(String id) throws IOException {
        return new SmallImage(false, "amd64", debian(id, ""));
    }

    private static TinyDeb.Drawing debian(String release, String motd) {
        return tar -> tar.directory("etc", 0755)
                .file("etc/passwd", 0644, "root:x:0:0:root:/root:/bin/bash\n")
                .file("etc/motd", 0644, motd)
                .symlink("etc/os-release", "../usr/lib/os-release")
                .directory("usr", 0755)
                .directory("usr/bin", 0755)
                .symlink("bin", "usr/bin")
                .directory("usr/share", 0700)
                .file("usr/lib/os-release", 0644, release)
                .file(
                        "usr/lib/x86_64-linux-gnu/libc.so.6",
                        0755,
                        "GNU C Library (Debian) stable release version 2.36.\n")
                .file("var/lib/dpkg/status", 0644, STATUS);
    }

    private static TinyDeb.Drawing python(int minor) {
        String library = "usr/local/lib/python3." + minor + "/";
        return tar -> tar.directory("usr/local/bin", 0755)
                .file("usr/local/bin/python3." + minor, 0755, "an interpreter")
                .symlink("usr/local/bin/python3", "python3." + minor)
                .file(library + "os.py", 0644, "")
                .file(library + "site-packages/netaddr/old.py", 0644, "")
                .file(library + "site-packages/netaddr-0.9.dist-info/METADATA", 0644, "Name: netaddr\nVersion: 0.9\n")
                .file(
                        library + "site-packages/netaddr-0.9.dist-info/RECORD",
                        0644,
                        "netaddr/old.py,,\nnetaddr-0.9.dist-info/METADATA,,\nnetaddr-0.9.dist-info/RECORD,,\n");
    }

    String type() {
        return docker ? DOCKER + "distribution.manifest.v2+json" : OCI + "manifest.v1+json";
    }

    Digest digest() {
        return Digest.of(manifest);
    }

    /** The digests of the layers, as documents have them. */
    List<String> layers() {
        return layers.stream()
                .map(text -> text.replaceAll(".*\"digest\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** The digests of the layers unpacked. */
    List<String> diffIds() {
        return List.copyOf(diffIds);
    }

    private String entry(String more) {
        return "{\"mediaType\":\"" + type() + "\",\"digest\":\"" + digest() + "\",\"size\":" + manifest.length + more
                + "}";
    }

    /** Writes a layout that has the image under a tag. */
    void writeTo(Path layout, String tag) throws IOException {
        for (Map.Entry<String, byte[]> file : layout(tag).entrySet()) {
            Path place = layout.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
    }

    /** Writes the same as an archive. */
    void writeOciArchive(Path file, String tag) throws IOException {
        pack(file, layout(tag));
    }

    private Map<String, byte[]> layout(String tag) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        blobs.forEach((digest, bytes) -> files.put("blobs/sha256/" + digest.hex(), bytes));
        files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        String index = "{\"schemaVersion\":2,\"manifests\":["
                + entry(",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + tag + "\"}") + "]}";
        files.put("index.json", index.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** Writes an archive as {@code docker save} does: layers unpacked, and no manifest. */
    void writeDockerArchive(Path file, String name) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> places = new ArrayList<>();
        for (byte[] tar : tars) {
            places.add(places.size() + "/layer.tar");
            files.put(places.get(places.size() - 1), tar);
        }
        files.put("config.json", config);
        String manifest =
                "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name + "\"],\"Layers\":[" + quoted(places) + "]}]";
        files.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        pack(file, files);
    }

    private static void pack(Path file, Map<String, byte[]> files) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(one.getKey());
                entry.setSize(one.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(one.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    /** Puts the image into a registry, below an index that has it for its platform alone. */
    void storeIn(RegistryServer registry, String repository, String tag, String platform) {
        blobs.forEach((digest, bytes) -> registry.storeBlob(repository, digest, bytes));
        registry.store(repository, digest().toString(), type(), manifest);
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "index.v1+json\",\"manifests\":["
                + entry(",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + platform + "\"}") + "]}";
        byte[] bytes = index.getBytes(StandardCharsets.UTF_8);
        registry.store(repository, tag, OCI + "index.v1+json", bytes);
        registry.store(repository, Digest.of(bytes).toString(), OCI + "index.v1+json", bytes);
    }
}
