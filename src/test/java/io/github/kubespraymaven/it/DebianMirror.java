package io.github.kubespraymaven.it;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.release.TestKey;
import io.github.kubespraymaven.debian.resolve.StandardPackages;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;

/** A mirror of bookworm with packages of a few hundred bytes, signed with a test's key, which can move on. */
final class DebianMirror {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final ScriptedServer server;
    private final TestKey key;
    private final String root;
    private final Map<String, String> paragraphs = new TreeMap<>();
    private final Map<String, byte[]> pool = new TreeMap<>();

    /** A mirror at {@code ROOT/debian} and {@code ROOT/debian-security}, in which nothing is yet. */
    DebianMirror(ScriptedServer server, TestKey key, String root) {
        this.server = server;
        this.key = key;
        this.root = root;
    }

    /** Adds version 1.0 of each of the standard packages. */
    DebianMirror standard() throws IOException {
        for (String name : StandardPackages.names()) {
            add(name, "1.0", name.equals("curl") ? "Depends: libcurl4\n" : "");
        }
        return add("libcurl4", "1.0", "");
    }

    /** Adds a package. */
    DebianMirror add(String name, String version, String relations) throws IOException {
        String control = "Package: " + name + "\nVersion: " + version
                + "\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\n" + relations
                + "Description: a tiny " + name;
        byte[] deb = TinyDeb.of(control, tar -> tar.directory("usr", 0755)
                        .directory("usr/share", 0755)
                        .directory("usr/share/" + name, 0755)
                        .file("usr/share/" + name + "/what", 0644, "a tiny " + name + "\n"))
                .bytes();
        String file = "pool/main/" + name + "_" + version + "_all.deb";
        pool.put(file, deb);
        server.on(root + "/debian/" + file, ScriptedServer.ranges(deb));
        paragraphs.put(
                name,
                control + "\nFilename: " + file + "\nSize: " + deb.length + "\nSHA256: "
                        + Digest.of(deb).hex() + "\n");
        return this;
    }

    /** Takes a package away: no list names it from the next time on, and its file is gone. */
    DebianMirror remove(String name) {
        paragraphs.remove(name);
        pool.keySet().removeIf(file -> {
            boolean its = file.startsWith("pool/main/" + name + "_");
            if (its) {
                server.on(root + "/debian/" + file, ScriptedServer.status(404));
            }
            return its;
        });
        return this;
    }

    /** Has all files that are here at another place of the server too, as a service of snapshots keeps them; no lists. */
    void keepAt(String place) {
        pool.forEach((file, deb) -> server.on(place + "/" + file, ScriptedServer.ranges(deb)));
    }

    /** Returns the files that are here, by their place. */
    Map<String, byte[]> pool() {
        return Map.copyOf(pool);
    }

    /** Publishes the lists of what is there. */
    DebianMirror publish() throws IOException, PGPException {
        suite(root + "/debian", "bookworm", String.join("\n", paragraphs.values()));
        suite(root + "/debian", "bookworm-updates", "");
        suite(root + "/debian-security", "bookworm-security", "");
        return this;
    }

    private void suite(String archive, String suite, String packages) throws IOException, PGPException {
        StringJoiner release = new StringJoiner("\n", "", "\n");
        release.add("Codename: " + suite);
        release.add("Date: " + date(Instant.now().minusSeconds(3600)));
        release.add("Valid-Until: " + date(Instant.now().plusSeconds(7 * 86400)));
        release.add("Acquire-By-Hash: yes")
                .add("Architectures: all amd64 arm64")
                .add("SHA256:");
        byte[] list = TinyDeb.xz(packages.getBytes(StandardCharsets.UTF_8));
        String directory = archive + "/dists/" + suite + "/";
        for (String architecture : new String[] {"amd64", "arm64"}) {
            String place = "main/binary-" + architecture + "/";
            String digest = Digest.of(list).hex();
            release.add(" " + digest + " " + list.length + " " + place + "Packages.xz");
            server.on(directory + place + "by-hash/SHA256/" + digest, ScriptedServer.whole(list));
        }
        server.on(
                directory + "InRelease",
                ScriptedServer.whole(TestKey.sign(release.toString(), HashAlgorithmTags.SHA256, key)));
    }

    private static String date(Instant instant) {
        return DATE.format(instant).replace("GMT", "UTC");
    }
}
