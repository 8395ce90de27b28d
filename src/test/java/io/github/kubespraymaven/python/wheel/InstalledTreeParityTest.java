package io.github.kubespraymaven.python.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.mojo.RealIndex;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.ProjectFiles;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheels of kubespray v2.31.0, from a real index (see {@link RealIndex}), against what pip made of them. */
@Tag("network")
class InstalledTreeParityTest {
    private static final Scheme PREFIX = new Scheme(
            TreePath.of("lib/python3.11/site-packages"),
            TreePath.of("bin"),
            TreePath.of("include/python3.11"),
            TreePath.of("share/data"));

    private final Path directory;

    InstalledTreeParityTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everyFileHasThePathModeSizeAndBytesThatPipGivesIt() throws IOException {
        Path oracle = Oracles.find("python/installed-v2.31.0-cp311-x86_64-pip-prefix.tsv.gz");
        JsonView resolution = JsonReader.read(
                Files.readAllBytes(Oracles.find("python/v2.31.0-cp311-x86_64.json")), "v2.31.0-cp311-x86_64.json");
        Installation installation = new Installation(PREFIX, "/usr/bin/python3", true, Optional.empty());
        TreeMap<String, String> installed = new TreeMap<>();
        byte[] buffer = new byte[1 << 16];
        for (Map.Entry<String, Path> wheel : wheels(resolution).entrySet()) {
            new InstalledWheel(wheel.getValue(), wheel.getKey(), installation, name -> true)
                    .writeTo((path, entry) -> installed.put(path.value(), line(path, entry, buffer)));
        }
        List<String> differences = new ArrayList<>();
        int expected = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(oracle)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line; (line = lines.readLine()) != null; expected++) {
                String got = installed.remove(line.substring(0, line.indexOf('\t')));
                if (!line.equals(got)) {
                    differences.add("wanted " + line + "\n   got " + got);
                }
            }
        }
        installed.values().forEach(line -> differences.add("too much: " + line));
        assertEquals(25_428, expected);
        assertEquals("", String.join("\n", differences.subList(0, Math.min(20, differences.size()))));
    }

    /** Fetches what was resolved, by file name. */
    private Map<String, Path> wheels(JsonView resolution) throws IOException {
        RealIndex index = RealIndex.orSkip(directory);
        ProjectFiles projects = new ProjectFiles(index.fetch(), index.sources(), Optional.empty());
        Map<String, Digest> wanted = new TreeMap<>();
        List<Download> downloads = new ArrayList<>();
        for (JsonView distribution : resolution.get("distributions").items()) {
            String name = distribution.get("file").text();
            Digest digest = Digest.sha256(distribution.get("sha256").text());
            for (IndexFile file :
                    projects.of(ProjectName.of(distribution.get("name").text()))) {
                if (file.filename().text().equals(name)) {
                    downloads.add(new Download(name, List.of(file.uri()), digest, file.size()));
                    wanted.put(name, digest);
                }
            }
        }
        Map<Digest, Path> fetched = index.fetch().files(downloads);
        Map<String, Path> files = new TreeMap<>();
        wanted.forEach((name, digest) -> files.put(name, Objects.requireNonNull(fetched.get(digest), name)));
        return files;
    }

    private static String line(TreePath path, TreeEntry entry, byte[] buffer) throws IOException {
        MessageDigest sum = Algorithm.SHA256.start();
        long size = 0;
        try (InputStream in = ((TreeEntry.RegularFile) entry).content().open()) {
            for (int n; (n = in.read(buffer)) >= 0; size += n) {
                sum.update(buffer, 0, n);
            }
        }
        return String.join(
                "\t",
                path.value(),
                "0" + Integer.toOctalString(entry.attributes().mode()),
                Long.toString(size),
                Digest.finish(sum).hex());
    }
}
