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

/** A mirror of bookworm with a package of a few hundred bytes for each of the standard ones, signed with a test's key. */
final class DebianMirror {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final ScriptedServer server;
    private final TestKey key;
    private final Map<String, String> paragraphs = new TreeMap<>();

    private DebianMirror(ScriptedServer server, TestKey key) {
        this.server = server;
        this.key = key;
    }

    /** Publishes it below {@code /debian} and {@code /debian-security}. */
    static void publish(ScriptedServer server, TestKey key) throws IOException, PGPException {
        DebianMirror mirror = new DebianMirror(server, key);
        for (String name : StandardPackages.names()) {
            mirror.add(name, name.equals("curl") ? "Depends: libcurl4\n" : "");
        }
        mirror.add("libcurl4", "");
        mirror.suite("/debian", "bookworm", String.join("\n", mirror.paragraphs.values()));
        mirror.suite("/debian", "bookworm-updates", "");
        mirror.suite("/debian-security", "bookworm-security", "");
    }

    private void add(String name, String relations) throws IOException {
        String control =
                "Package: " + name + "\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\n"
                        + relations + "Description: a tiny " + name;
        byte[] deb = TinyDeb.of(control, tar -> tar.directory("usr", 0755)
                        .directory("usr/share", 0755)
                        .directory("usr/share/" + name, 0755)
                        .file("usr/share/" + name + "/what", 0644, "a tiny " + name + "\n"))
                .bytes();
        String file = "pool/main/" + name + "_1.0_all.deb";
        server.on("/debian/" + file, ScriptedServer.ranges(deb));
        paragraphs.put(
                name,
                control + "\nFilename: " + file + "\nSize: " + deb.length + "\nSHA256: "
                        + Digest.of(deb).hex() + "\n");
    }

    private void suite(String root, String suite, String packages) throws IOException, PGPException {
        StringJoiner release = new StringJoiner("\n", "", "\n");
        release.add("Codename: " + suite);
        release.add("Date: " + date(Instant.now().minusSeconds(3600)));
        release.add("Valid-Until: " + date(Instant.now().plusSeconds(7 * 86400)));
        release.add("Acquire-By-Hash: yes")
                .add("Architectures: all amd64 arm64")
                .add("SHA256:");
        byte[] list = TinyDeb.xz(packages.getBytes(StandardCharsets.UTF_8));
        String directory = root + "/dists/" + suite + "/";
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
