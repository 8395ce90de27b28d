package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin writes is in no image, wherever it lies and whatever it is called. */
class OutputsTest {
    private static final String MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String INDEX =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                    + "\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:00\","
                    + "\"size\":2,\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}";

    private final Path work;
    private final Path checkout;

    OutputsTest(@TempDir Path work) {
        this.work = work;
        this.checkout = work.resolve("kubespray");
    }

    @BeforeEach
    void draw() throws IOException {
        Drawing.checkout(checkout, "a.yml");
    }

    private void file(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What is in the image of the checkout besides what was drawn first. */
    private String more(Path directory, String ignore, Path... outputs) throws IOException {
        AppTree tree = AppTree.read(
                Checkout.open(directory),
                GitFacts.NONE,
                IgnoreRules.parse(ignore.getBytes(StandardCharsets.UTF_8), ".dockerignore"),
                Outputs.of(List.of(outputs)),
                Checksums.NONE,
                new InputRecorder(Instant.EPOCH));
        return Stream.of(CheckoutListing.of(tree).split("\n"))
                .filter(line -> !line.matches(".* kubespray/(|a.yml|cluster.yml|roles/|roles/kubespray_defaults/)"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private String more(Path... outputs) throws IOException {
        return more(checkout, "", outputs);
    }

    @Test
    void anOutputIsLeftOutWhateverDockerignoreSays() throws IOException {
        file("out/image.tar", "an archive");
        file("other.tar", "somebody's");
        assertEquals(
                "0644 kubespray/other.tar\n",
                more(
                        checkout,
                        "*\n!out\n!out/image.tar\n!a.yml\n!cluster.yml\n!roles\n!other.tar",
                        checkout.resolve("out/image.tar")));
    }

    @Test
    void aDirectoryThatHoldsNothingButOutputsIsAsIfItWereNotThere() throws IOException {
        Path archive = checkout.resolve("x/y/image.tar");
        assertEquals("", more(archive));
        Files.createDirectories(archive.getParent());
        assertEquals("", more(archive), "made, and nothing in it yet");
        file("x/y/image.tar", "an archive");
        assertEquals("", more(archive));
        file("x/README", "somebody's");
        assertEquals("0755 kubespray/x/\n0644 kubespray/x/README\n", more(archive));
    }

    @Test
    void aDirectoryStaysWhoseOtherFilesAreIgnoredBeforeAndAfterAnOutputIsThere() throws IOException {
        file("x/README", "ignored");
        Path archive = checkout.resolve("x/image.tar");
        assertEquals("0755 kubespray/x/\n", more(checkout, "x/README", archive));
        file("x/image.tar", "an archive");
        assertEquals("0755 kubespray/x/\n", more(checkout, "x/README", archive));
    }

    @Test
    void anEmptyDirectoryOfSomebodysStays() throws IOException {
        Files.createDirectories(checkout.resolve("empty"));
        assertEquals("0755 kubespray/empty/\n", more(checkout.resolve("image.tar")));
    }

    @Test
    void itIsTheSamePlaceByLinksOnEitherSide() throws IOException {
        Path link = Files.createSymbolicLink(work.resolve("link"), work);
        file("image.tar", "an archive");
        file("out/index.json", "a layout");
        assertEquals("", more(checkout, "", link.resolve("kubespray/image.tar"), link.resolve("kubespray/out")));
        assertEquals("", more(link.resolve("kubespray"), "", checkout.resolve("image.tar"), checkout.resolve("out")));
        assertEquals(
                "", more(link.resolve("kubespray"), "", link.resolve("kubespray/image.tar"), checkout.resolve("out")));
    }

    @Test
    void whatALinkInTheCheckoutLeadsToIsLeftOutAndTheLinkOfAnArchiveToo() throws IOException {
        file("real/keep", "somebody's");
        Files.createSymbolicLink(checkout.resolve("out"), Path.of("real"));
        file("real/image.tar", "an archive");
        assertEquals(
                """
                kubespray/out -> real
                0755 kubespray/real/
                0644 kubespray/real/keep
                """,
                more(checkout.resolve("out/image.tar")));
        file("real/image.tar", "an archive");
        Files.createSymbolicLink(checkout.resolve("latest.tar"), Path.of("real/image.tar"));
        assertEquals(
                """
                kubespray/out -> real
                0755 kubespray/real/
                0644 kubespray/real/keep
                """,
                more(checkout.resolve("latest.tar")));
    }

    @Test
    void aHardLinkOfAnOutputIsSomebodysOwnFile() throws IOException {
        file("image.tar", "an archive");
        Files.createLink(checkout.resolve("kept.tar"), checkout.resolve("image.tar"));
        assertEquals("0644 kubespray/kept.tar\n", more(checkout.resolve("image.tar")));
    }

    @Test
    void theCheckoutItselfAndWhatIsAboveItLeaveNothingOut() throws IOException {
        file("b.yml", "");
        assertEquals("0644 kubespray/b.yml\n", more(work, work.resolve("..").normalize(), Path.of("/")));
    }

    @Test
    void whatAKilledBuildLeftBesideAnOutputIsLeftOut() throws IOException {
        file(".kubespray-1f2e3d.part", "half an archive");
        file("out/.kubespray-1f2e3d.part", "half an archive");
        assertEquals("", more());
    }

    private void tar(String path, String first, String content) throws IOException {
        Files.createDirectories(checkout.resolve(path).getParent());
        try (OutputStream out = Files.newOutputStream(checkout.resolve(path))) {
            TarLayer tar = new TarLayer(out);
            tar.accept(TreePath.of(first), TreeEntry.RegularFile.of(0644, Content.of(content)));
            tar.finish();
        }
    }

    @Test
    void anArchiveThatAnEarlierBuildWroteIsKnownByItsContent() throws IOException {
        tar("old.tar", "oci-layout", MARKER);
        tar("images/older.tar", "manifest.json", "[{\"Config\":\"00.json\",\"RepoTags\":[\"kubespray:v1\"]}]");
        assertEquals("", more());
    }

    @Test
    void anArchiveThatOthersWroteIsNot() throws IOException {
        tar("files.tar", "roles/x", MARKER);
        tar("other.tar", "manifest.json", "{}");
        tar("layout.tar", "oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}");
        byte[] later = Files.readAllBytes(writtenAt(1_700_000_000));
        assertEquals('o', later[0]);
        assertEquals(
                """
                0644 kubespray/files.tar
                0644 kubespray/later.tar
                0644 kubespray/layout.tar
                0644 kubespray/other.tar
                """,
                more());
    }

    /** The same archive as another program would write it. */
    private Path writtenAt(long seconds) throws IOException {
        tar("later.tar", "oci-layout", MARKER);
        Path file = checkout.resolve("later.tar");
        byte[] bytes = Files.readAllBytes(file);
        byte[] time = String.format("%011o", seconds).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(time, 0, bytes, 136, time.length);
        return Files.write(file, bytes);
    }

    @Test
    void aLayoutThatAnEarlierBuildWroteIsKnownByItsContent() throws IOException {
        layout("old", MARKER, INDEX);
        assertEquals("", more());
        Files.delete(checkout.resolve("old/index.json"));
        assertEquals("", more(), "its writer was stopped");
    }

    @Test
    void aLayoutThatOthersWroteIsNot() throws IOException {
        layout(
                "skopeo",
                "{\"imageLayoutVersion\": \"1.0.0\"}",
                INDEX.replace("\"mediaType\":\"application/vnd.oci.image.index.v1+json\",", ""));
        layout("buildx", MARKER, INDEX.replace("org.opencontainers.image.ref.name", "io.containerd.image.name"));
        layout("mixed", MARKER, INDEX);
        file("mixed/README", "somebody's");
        assertEquals(
                """
                0755 kubespray/buildx/
                0755 kubespray/buildx/blobs/
                0755 kubespray/buildx/blobs/sha256/
                0644 kubespray/buildx/blobs/sha256/00
                0644 kubespray/buildx/index.json
                0644 kubespray/buildx/oci-layout
                0755 kubespray/mixed/
                0644 kubespray/mixed/README
                0755 kubespray/mixed/blobs/
                0755 kubespray/mixed/blobs/sha256/
                0644 kubespray/mixed/blobs/sha256/00
                0644 kubespray/mixed/index.json
                0644 kubespray/mixed/oci-layout
                0755 kubespray/skopeo/
                0755 kubespray/skopeo/blobs/
                0755 kubespray/skopeo/blobs/sha256/
                0644 kubespray/skopeo/blobs/sha256/00
                0644 kubespray/skopeo/index.json
                0644 kubespray/skopeo/oci-layout
                """,
                more());
    }

    private void layout(String place, String marker, String index) throws IOException {
        file(place + "/oci-layout", marker);
        file(place + "/index.json", index);
        file(place + "/blobs/sha256/00", "{}");
    }

    @Test
    void aCacheAndResultsOfAnEarlierBuildAreKnownByWhatIsInThem() throws IOException {
        file("ci/cache/blobs/sha256/00/00", "");
        file("ci/cache/records/kubectl/00/00", "");
        file("ci/cache/locks/00", "");
        file("ci/build/kubespray/image/oci-layout", MARKER);
        file("ci/build/kubespray/image.json", "{}");
        file("roles/x/files/blobs/y", "somebody's");
        file("roles/x/files/records/y", "somebody's");
        assertEquals(
                """
                0755 kubespray/roles/x/
                0755 kubespray/roles/x/files/
                0755 kubespray/roles/x/files/blobs/
                0644 kubespray/roles/x/files/blobs/y
                0755 kubespray/roles/x/files/records/
                0644 kubespray/roles/x/files/records/y
                """,
                more());
    }

    private String watched(Path... outputs) throws IOException {
        InputRecorder watch = new InputRecorder(Instant.MAX);
        AppTree.read(
                Checkout.open(checkout),
                GitFacts.NONE,
                IgnoreRules.NONE,
                Outputs.of(List.of(outputs)),
                Checksums.NONE,
                watch);
        return watch.text();
    }

    @Test
    void anOutputThatAppearsOrChangesIsNoChangeOfTheCheckoutAndWhatAppearsBesideItIs() throws IOException {
        String before = watched(checkout.resolve("x/y/image.tar"), checkout.resolve("target"));
        file("x/y/image.tar", "an archive");
        file("target/kubespray/image.json", "{}");
        assertTrue(InputFingerprint.unchanged(before));
        file("x/y/image.tar", "another archive");
        assertTrue(InputFingerprint.unchanged(before));
        file("x/vars.yml", "somebody's");
        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void whatWasKnownByItsContentIsLookedAtAgainWhenItChanges() throws IOException {
        tar("old.tar", "oci-layout", MARKER);
        layout("old", MARKER, INDEX);
        String before = watched();
        assertTrue(InputFingerprint.unchanged(before));
        file("old/README", "somebody's");
        assertFalse(InputFingerprint.unchanged(before));
        String between = watched();
        file("old.tar", "somebody's");
        assertFalse(InputFingerprint.unchanged(between));
    }
}
