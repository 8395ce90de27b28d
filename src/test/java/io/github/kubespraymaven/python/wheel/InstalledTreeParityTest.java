package io.github.kubespraymaven.python.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The wheels of kubespray v2.31.0 (a directory that {@code -Dkubespray.wheels} names) against what pip made of them. */
class InstalledTreeParityTest {
    private static final Scheme PREFIX = new Scheme(
            TreePath.of("lib/python3.11/site-packages"),
            TreePath.of("bin"),
            TreePath.of("include/python3.11"),
            TreePath.of("share/data"));

    @Test
    void everyFileHasThePathModeSizeAndBytesThatPipGivesIt() throws IOException {
        Path oracle = Oracles.find("python/installed-v2.31.0-cp311-x86_64-pip-prefix.tsv.gz");
        Path wheels = Path.of(System.getProperty("kubespray.wheels", "no-such-directory"));
        Assumptions.assumeTrue(
                Files.isDirectory(wheels), "skipped: no wheels; give -Dkubespray.wheels=DIR with those of v2.31.0");
        Installation installation = new Installation(PREFIX, "/usr/bin/python3", true, Optional.empty());
        TreeMap<String, String> installed = new TreeMap<>();
        byte[] buffer = new byte[1 << 16];
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wheels, "*.whl")) {
            for (Path file : files) {
                new InstalledWheel(file, file.getFileName().toString(), installation, name -> true)
                        .writeTo((path, entry) -> installed.put(path.value(), line(path, entry, buffer)));
            }
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

    private static String line(TreePath path, Entry entry, byte[] buffer) throws IOException {
        MessageDigest sum = Algorithm.SHA256.start();
        long size = 0;
        try (InputStream in = ((Entry.RegularFile) entry).content().open()) {
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
