package io.github.kubespraymaven.debian.mirror;

import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.OpenFiles;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.release.TestKey;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.PackageResolver;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** An archive of three packages on servers that exist in memory only. */
class ArchiveTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final ArchiveMirror MIRROR = ArchiveMirror.parse("https://m.example/debian");
    private static final ArchiveMirror OTHER = ArchiveMirror.parse("https://o.example/debian");
    private static final byte[] DEB = "the package".getBytes(StandardCharsets.UTF_8);
    private static final TestKey KEY = TestKey.plain("archive", Instant.parse("2030-01-01T00:00:00Z"));

    @TempDir
    Path cache;

    /** What the servers have, by address. */
    private final Map<String, byte[]> served = new TreeMap<>();

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void publish() throws Exception {
        publish("https://m.example/debian/", "bookworm", ".xz", "a 1; Depends: b", "b 1");
        publish("https://m.example/debian/", "bookworm-updates", ".gz");
        publish("https://m.example/debian-security/", "bookworm-security", "", "b 1+deb12u1");
    }

    @Test
    void threeSuitesMakeOneIndexAndEachListIsFetchedByItsHash() throws Exception {
        List<ChosenPackage> chosen = PackageResolver.resolve(index(archive(MIRROR)), List.of("a"));
        assertEquals(
                "a 1 bookworm, b 1+deb12u1 bookworm-security",
                chosen.stream()
                        .map(one -> one.name() + " " + one.version() + " " + one.suite())
                        .collect(Collectors.joining(", ")));
        assertEquals(
                """
                https://m.example/debian/dists/bookworm/InRelease
                https://m.example/debian/dists/bookworm-updates/InRelease
                https://m.example/debian-security/dists/bookworm-security/InRelease
                https://m.example/debian/dists/bookworm/main/binary-amd64/by-hash/SHA256/…
                https://m.example/debian/dists/bookworm-updates/main/binary-amd64/by-hash/SHA256/…
                https://m.example/debian-security/dists/bookworm-security/main/binary-amd64/by-hash/SHA256/…
                """,
                asked.stream()
                        .map(uri -> uri.replaceFirst("[0-9a-f]{64}", "…") + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void aListThatItsHashDoesNotReachIsFetchedByItsName() throws Exception {
        served.keySet().removeIf(uri -> uri.contains("by-hash"));
        assertEquals(1, index(archive(MIRROR)).id("b") >= 0 ? 1 : 0);
    }

    @Test
    void packagesComeFromTheArchiveOfTheirSuiteAndElseFromTheSnapshot() throws Exception {
        ArchiveMirror snapshot = ArchiveMirror.parse("https://s.example/archive/debian/20261101T000000Z");
        Archive archive = new Archive(fetch(), TestKey.ring(KEY), List.of(MIRROR, OTHER), List.of(snapshot));
        List<ChosenPackage> chosen = PackageResolver.resolve(index(archive), List.of("a"));
        asked.clear();
        served.put("https://s.example/archive/debian-security/20261101T000000Z/pool/b_1%2Bdeb12u1.deb", DEB);
        served.put("https://o.example/debian/pool/a_1.deb", DEB);
        Map<Digest, Path> files = archive.packages(chosen);
        assertEquals(
                "the package",
                Files.readString(Objects.requireNonNull(files.get(chosen.get(0).sha256()))));
        assertTrue(asked.contains("https://m.example/debian/pool/a_1.deb"), asked.toString());
    }

    @Test
    void aPackageThatLeftTheMirrorComesFromTheSnapshotByHttp() throws Exception {
        List<ChosenPackage> chosen = PackageResolver.resolve(index(archive(MIRROR)), List.of("a"));
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/20261101T000000Z/debian/pool/a_1.deb", whole(DEB))
                    .on("/20261101T000000Z/debian-security/pool/b_1+deb12u1.deb", whole(DEB));
            Cache directory = new Cache(cache);
            Fetch fetch = new Fetch(
                    new HttpTransport(HttpSettings.usual()),
                    directory.blobs(),
                    directory.records(),
                    Progress.silent(),
                    1);
            ArchiveMirror mirror = ArchiveMirror.parse(server.uri("/debian").toString());
            ArchiveMirror snapshot =
                    ArchiveMirror.parse(server.uri("/20261101T000000Z/debian").toString());
            Archive archive = new Archive(fetch, TestKey.ring(KEY), List.of(mirror), List.of(snapshot));
            Path file = Objects.requireNonNull(
                    archive.packages(chosen).get(chosen.get(0).sha256()));
            assertEquals("the package", Files.readString(file));
        }
    }

    @Test
    void allThatAreNowhereAnyMoreAreNamedWithWhatToDo() throws Exception {
        List<ChosenPackage> chosen = PackageResolver.resolve(index(archive(MIRROR)), List.of("a"));
        assertEquals(
                """
                2 of 2 Debian packages are not there any more (asked: m.example/debian/, m.example/debian-security/):
                  a_1.deb
                  b_1+deb12u1.deb
                Give a mirror that has them with -Dkubespray.debianMirror=URL, or a service of snapshots with -Dkubespray.debianSnapshot=URL: its address, or that of Debian's archive at an instant.""",
                assertThrows(DebianException.class, () -> archive(MIRROR).packages(chosen))
                        .getMessage());
    }

    @Test
    void theNextMirrorIsTriedAndAllReasonsAreGiven() throws Exception {
        served.put("https://o.example/debian/dists/bookworm/InRelease", "not signed".getBytes(StandardCharsets.UTF_8));
        index(archive(OTHER, MIRROR));
        served.keySet().removeIf(uri -> uri.startsWith("https://m.example/debian-security"));
        DebianException refused = assertThrows(DebianException.class, () -> index(archive(OTHER, MIRROR)));
        assertEquals(
                """
                Debian bookworm for amd64 cannot be had:
                  bookworm InRelease of o.example/debian/:1: no signature: '-----BEGIN PGP SIGNED MESSAGE-----' is wanted, got 'not signed'
                  https://m.example/debian-security/dists/bookworm-security/InRelease: 404 (not found)""",
                refused.getMessage());
    }

    @Test
    void anExpiredReleaseIsRefused() {
        String message = String.valueOf(assertThrows(DebianException.class, () -> archive(MIRROR)
                        .offer("bookworm", "amd64", NOW.plusSeconds(8 * 86400)))
                .getMessage());
        assertTrue(message.contains("bookworm InRelease of m.example/debian/: expired at"), message);
    }

    @Test
    void aListThatIsNotTheSignedOneIsRefused() {
        served.replaceAll((uri, bytes) -> uri.contains("Packages") || uri.contains("by-hash")
                ? "Package: evil\n".getBytes(StandardCharsets.UTF_8)
                : bytes);
        String message = String.valueOf(
                assertThrows(IOException.class, () -> index(archive(MIRROR))).getMessage());
        assertTrue(message.contains("bookworm main/binary-amd64/Packages.xz"), message);
        assertTrue(message.contains("wanted"), message);
    }

    @Test
    void anArchitectureTheSuiteLacksIsNamed() {
        String message = String.valueOf(
                assertThrows(DebianException.class, () -> archive(MIRROR).offer("bookworm", "riscv64", NOW))
                        .getMessage());
        assertTrue(message.contains("no main/binary-riscv64/Packages in it; it has packages for amd64"), message);
    }

    @Test
    void aListThatIsNotPackedAsItsNameSaysIsNotLeftOpen() throws Exception {
        for (String suffix : List.of(".xz", ".gz")) {
            publish("https://m.example/debian/", "bookworm", suffix, "<html>".getBytes(StandardCharsets.UTF_8));

            assertThrows(IOException.class, () -> index(archive(MIRROR)));
            assertEquals(List.of(), OpenFiles.below(cache));
        }
    }

    private static PackageIndex index(Archive archive) throws IOException {
        return archive.index(archive.offer("bookworm", "amd64", NOW));
    }

    private Archive archive(ArchiveMirror... mirrors) throws IOException {
        return new Archive(fetch(), TestKey.ring(KEY), List.of(mirrors), List.of());
    }

    private Fetch fetch() {
        Cache directory = new Cache(cache);
        return new Fetch(this::answer, directory.blobs(), directory.records(), Progress.silent(), 1);
    }

    private Response answer(Request request) {
        asked.add(request.uri().toString());
        byte[] bytes = served.get(request.uri().toString());
        return new Response(
                bytes == null ? 404 : 200,
                request.uri(),
                name -> Optional.empty(),
                new ByteArrayInputStream(bytes == null ? new byte[0] : bytes));
    }

    private void publish(String root, String suite, String suffix, String... packages) throws Exception {
        String text = Arrays.stream(packages)
                .map(line -> {
                    String[] fields = line.split("; ");
                    String[] nameVersion = fields[0].split(" ");
                    return "Package: " + nameVersion[0] + "\nVersion: " + nameVersion[1] + "\nArchitecture: amd64\n"
                            + (fields.length > 1 ? fields[1] + "\n" : "")
                            + "Filename: pool/" + nameVersion[0] + "_" + nameVersion[1] + ".deb\nSize: " + DEB.length
                            + "\nSHA256: " + Digest.of(DEB).hex() + "\n";
                })
                .collect(Collectors.joining("\n"));
        publish(root, suite, suffix, pack(text, suffix));
    }

    private void publish(String root, String suite, String suffix, byte[] list) throws Exception {
        String path = "main/binary-amd64/Packages" + suffix;
        String directory = root + "dists/" + suite + "/";
        served.put(directory + path, list);
        served.put(
                directory + "main/binary-amd64/by-hash/SHA256/"
                        + Digest.of(list).hex(),
                list);
        String release = "Codename: " + suite + "\nDate: Sun, 22 Nov 2026 11:00:00 UTC\n"
                + "Valid-Until: Sun, 29 Nov 2026 11:00:00 UTC\nAcquire-By-Hash: yes\nArchitectures: amd64\nSHA256:\n "
                + Digest.of(list).hex() + " " + list.length + " " + path + "\n";
        served.put(directory + "InRelease", TestKey.sign(release, HashAlgorithmTags.SHA256, KEY));
    }

    private static byte[] pack(String text, String suffix) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (suffix) {
                    case ".xz" -> new XZOutputStream(packed, new LZMA2Options(0));
                    case ".gz" -> new GZIPOutputStream(packed);
                    default -> packed;
                }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
