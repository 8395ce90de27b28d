package io.github.kubespraymaven.offline.mirror;

import static io.github.kubespraymaven.offline.mirror.Mirroring.on;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever says that an image is there has looked, and says at what. */
class WholenessTest {
    private static final String TEXT = "one for amd64";

    @TempDir
    Path temporary;

    private Mirroring mirror;
    private String amd;
    private final Digest layer = Digest.of("layer of " + TEXT);

    @BeforeEach
    void start() throws IOException {
        mirror = new Mirroring(temporary);
        amd = mirror.image("team/app", "linux/amd64", TEXT);
        mirror.tag("team/app", "1", mirror.index("team/app", "", on(amd, "linux/amd64")));
        mirror.tag("team/app", "2", mirror.image("team/app", "linux/amd64", "two"));
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aLayerThatARegistryHasLostIsFoundByACheckAndBroughtByARefresh() throws IOException {
        mirror.copy("TARGET", "team/app:1", "team/app:2");
        mirror.target.loseBlob("team/app", layer);
        assertEquals(
                "1 of 2 images in docker://TARGET are not those of their sources:\n"
                        + "  SOURCE/team/app:1: TARGET/team/app@" + layer + ": this blob is not there",
                failure(() -> mirror.check("TARGET", "team/app:1", "team/app:2")));
        assertEquals(
                "2 images, 2 there already; 0.00 MB moved.",
                mirror.copy("TARGET", "team/app:1", "team/app:2").summary());
        assertEquals(
                "2 images, 1 copied, 1 there already; 0.00 MB moved.",
                mirror.run(MirrorRequest.Mode.REFRESH, "TARGET", "team/app:1", "team/app:2")
                        .summary());
        mirror.check("TARGET", "team/app:1", "team/app:2");
    }

    @Test
    void aManifestThatARegistryHasLostIsFoundByACheckAndBroughtByARefresh() throws IOException {
        mirror.copy("TARGET", "team/app:1");
        mirror.target.loseManifest("team/app", Mirroring.digest(amd).toString());
        assertEquals(
                "1 of 1 images in docker://TARGET are not those of their sources:\n  SOURCE/team/app:1: TARGET/team/app@"
                        + Mirroring.digest(amd) + ": this manifest, which an index names, is not there",
                failure(() -> mirror.check("TARGET", "team/app:1")));
        mirror.run(MirrorRequest.Mode.REFRESH, "TARGET", "team/app:1");
        mirror.check("TARGET", "team/app:1");
    }

    @Test
    void aLayerOfAnotherSizeIsReadBeforeItIsCalledDamagedAndSaidToStaySo() throws IOException {
        mirror.copy("TARGET", "team/app:1");
        mirror.target.storeBlob("team/app", layer, new byte[3]);
        String checked = failure(() -> mirror.check("TARGET", "team/app:1"));
        assertTrue(
                checked.contains("the registry has 3 bytes of this blob, not 22 (TARGET/team/app: cannot read the blob "
                        + layer),
                checked);
        String refreshed = failure(() -> mirror.run(MirrorRequest.Mode.REFRESH, "TARGET", "team/app:1"));
        assertTrue(refreshed.endsWith(" A blob that is damaged there is to be deleted first."), refreshed);
    }

    @Test
    void aRegistryThatTellsNoTrueSizesIsRead() throws IOException {
        mirror.copy("TARGET", "team/app:1");
        mirror.target.failing(exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD")
                    && exchange.getRequestURI().getPath().contains("/blobs/");
            if (head) {
                RegistryServer.reply(exchange, 200, new byte[0]);
            }
            return head;
        });
        assertEquals(
                "1 images, 1 there already; 0.00 MB moved.",
                mirror.check("TARGET", "team/app:1").summary());
    }

    @Test
    void aCheckThatCannotAskIsNoMistakeOfTheUser() throws IOException {
        mirror.copy("TARGET", "team/app:1");
        mirror.target.failing(RegistryServer.times(99, "HEAD", "/blobs/" + layer, 502, "text/plain", ""));
        IOException failure = assertThrows(IOException.class, () -> mirror.check("TARGET", "team/app:1"));
        assertFalse(failure instanceof UserError);
        assertTrue(
                mirror.named(failure).contains("  SOURCE/team/app:1: it cannot be compared: "), mirror.named(failure));
    }

    @Test
    void aCheckWritesNothing() throws IOException {
        failure(() -> mirror.check("TARGET", "team/app:1"));
        failure(() -> mirror.check("oci:layout", "team/app:1"));
        failure(() -> mirror.check("oci-archive:images.tar", "team/app:1"));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(file -> !file.endsWith("cache")).toList());
        }
        assertTrue(mirror.target.requests().stream()
                .allMatch(request -> request.startsWith("GET ") || request.startsWith("HEAD ")));
    }

    @Test
    void whatALayoutLacksIsBroughtByTheNextRun() throws IOException {
        mirror.copy("oci:layout", "team/app:1", "team/app:2");
        Files.delete(blob(layer));
        Files.write(blob(Mirroring.digest(amd)), new byte[10]);
        Files.delete(temporary.resolve("layout/oci-layout"));
        assertEquals(
                "2 images, 2 copied; 0.00 MB moved.",
                mirror.copy("oci:layout", "team/app:1", "team/app:2").summary());
        mirror.check("oci:layout", "team/app:1", "team/app:2");
    }

    @Test
    void aDamagedLayerOfALayoutIsFoundByACheckAndMendedByARefresh() throws IOException {
        mirror.copy("oci:layout", "team/app:1", "team/app:2");
        byte[] bytes = Files.readAllBytes(blob(layer));
        bytes[3] ^= 1;
        // Not through a link that it shares with the cache.
        Files.delete(blob(layer));
        Files.write(blob(layer), bytes);
        assertEquals(
                "1 of 2 images in oci:DIR/layout are not those of their sources:\n  SOURCE/team/app:1: DIR/layout/blobs/sha256/"
                        + layer.hex() + ": wanted " + layer + ", got " + Digest.of(bytes),
                failure(() -> mirror.check("oci:layout", "team/app:1", "team/app:2")));
        mirror.run(MirrorRequest.Mode.REFRESH, "oci:layout", "team/app:1", "team/app:2");
        mirror.check("oci:layout", "team/app:1", "team/app:2");
        bytes[3] ^= 1;
        assertArrayEquals(bytes, Files.readAllBytes(blob(layer)));
    }

    @Test
    void anIndexThatNamesTwoImagesAlikeIsFoundAndMended() throws IOException {
        mirror.copy("oci:layout", "team/app:1");
        Path index = temporary.resolve("layout/index.json");
        String text = Files.readString(index);
        String entry = text.replaceFirst("(?s).*\"manifests\":\\[(.*)\\].*", "$1");
        Files.writeString(index, text.replace(entry, entry + "," + entry));
        assertEquals(
                "1 of 1 images in oci:DIR/layout are not those of their sources:\n"
                        + "  SOURCE/team/app:1: DIR/layout/index.json: 2 images have the name SOURCE/team/app:1",
                failure(() -> mirror.check("oci:layout", "team/app:1")));
        mirror.copy("oci:layout", "team/app:1");
        mirror.check("oci:layout", "team/app:1");
    }

    @Test
    void aCheckReadsAnArchive() throws IOException {
        mirror.copy("oci-archive:images.tar", "team/app:1", "team/app:2");
        assertEquals(
                "2 images, 2 there already; 0.00 MB moved.",
                mirror.check("oci-archive:images.tar", "team/app:1", "team/app:2")
                        .summary());
        mirror.run(MirrorRequest.Mode.REFRESH, "oci-archive:images.tar", "team/app:1", "team/app:2");
        mirror.check("oci-archive:images.tar", "team/app:1", "team/app:2");
        mirror.tag("team/app", "2", amd);
        byte[] bytes = Files.readAllBytes(temporary.resolve("images.tar"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("layer of " + TEXT)] ^= 1;
        Files.write(temporary.resolve("images.tar"), bytes);
        String found = failure(() -> mirror.check("oci-archive:images.tar", "team/app:1", "team/app:2"));
        assertTrue(
                found.startsWith("2 of 2 images in oci-archive:DIR/images.tar are not those of their sources:\n"
                        + "  SOURCE/team/app:1: DIR/images.tar/blobs/sha256/" + layer.hex() + ": wanted " + layer),
                found);
        assertTrue(found.contains("  SOURCE/team/app:2: the target has sha256:"), found);
        Files.write(temporary.resolve("images.tar"), Arrays.copyOf(bytes, 700));
        failure(() -> mirror.check("oci-archive:images.tar", "team/app:1", "team/app:2"));
    }

    @Test
    void anArchiveIsReplacedByAWholeOneAlone() throws IOException {
        mirror.copy("oci-archive:images.tar", "team/app:1", "team/app:2");
        byte[] before = Files.readAllBytes(temporary.resolve("images.tar"));
        assertEquals(
                "1 of 2 images could not be copied to oci-archive:DIR/images.tar; the archive was left as it was, and a"
                        + " further run brings only what is missing:\n  SOURCE/team/none:1: SOURCE/team/none:1: there is no"
                        + " such image in SOURCE/team/none",
                failure(() -> mirror.copy("oci-archive:images.tar", "team/app:1", "team/none:1")));
        assertArrayEquals(before, Files.readAllBytes(temporary.resolve("images.tar")));
        String json = Files.readString(mirror.result());
        assertTrue(json.contains("\"state\": \"fetched\"") && !json.contains("\"state\": \"copied\""), json);
    }

    @Test
    void anArchiveThatCannotBeWrittenLeavesNoImageCalledCopied() throws IOException {
        Files.createDirectories(temporary.resolve("images.tar/in-the-way"));
        assertThrows(IOException.class, () -> mirror.copy("oci-archive:images.tar", "team/app:1"));
        String json = Files.readString(mirror.result());
        assertTrue(json.contains("\"state\": \"fetched\""), json);
    }

    @Test
    void layersThatOnlyTheirMakerMayGiveAwayNeedNotBeThereAndAreNamedWhereARegistryRefusesThem() throws IOException {
        String foreign = Mirroring.entry(
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", Digest.of("windows"), 99, "");
        String windows = mirror.image("team/app", "windows/amd64", "windows", foreign);
        Digest index = mirror.tag(
                "team/app", "win", mirror.index("team/app", "", on(amd, "linux/amd64"), on(windows, "windows/amd64")));
        mirror.copy("TARGET", "team/app:win");
        assertEquals(
                List.of(
                        "[1/1] TARGET/team/app:win: 0.00 MB in 3 blobs moved; without the layers of windows/amd64 that only"
                                + " their maker may give away."),
                mirror.lines);
        mirror.check("TARGET", "team/app:win");
        mirror.copy("oci:layout", "team/app:win");
        mirror.check("oci:layout", "team/app:win");
        mirror.copy("oci-archive:images.tar", "team/app:win");
        mirror.check("oci-archive:images.tar", "team/app:win");

        mirror.target.failing(
                RegistryServer.times(99, "PUT", "/manifests/" + Mirroring.digest(windows), 400, "text/plain", "no"));
        mirror.target.loseManifest("team/app", "win");
        String part = "  SOURCE/team/app:win%s: TARGET/team/app: cannot store the manifest " + Mirroring.digest(windows)
                + ": status 400 from http://TARGET/v2/team/app/manifests/" + Mirroring.digest(windows)
                + " (no); this is its part for windows/amd64, with layers that only their maker may give away, and this"
                + " registry does not take it without them; ";
        assertEquals(
                part.formatted("") + "leave it out with -Dkubespray.platforms=linux/amd64",
                failure(() -> mirror.copy("TARGET", "team/app:win"))
                        .lines()
                        .toList()
                        .get(1));
        assertEquals(
                part.formatted("@" + index)
                        + "an image that is pinned cannot be cut: name it by its tag with"
                        + " -Dkubespray.platforms=linux/amd64, or pin its part for linux/amd64: SOURCE/team/app@"
                        + Mirroring.digest(amd),
                failure(() -> mirror.wanting("linux/amd64").copy("TARGET", "team/app:win@" + index))
                        .lines()
                        .toList()
                        .get(1));
        mirror.copy("TARGET", "team/app:win");
    }

    @Test
    void anArtifactWhoseOnlyLayerIsItsConfigIsCopiedEverywhere() throws IOException {
        String empty = mirror.blob("team/app", "application/vnd.oci.empty.v1+json", "{}");
        mirror.tag("team/app", "artifact", mirror.manifest("team/app", empty, empty, ""));
        for (String to : List.of("TARGET", "oci:layout", "oci-archive:images.tar")) {
            mirror.copy(to, "team/app:artifact");
            mirror.check(to, "team/app:artifact");
        }
    }

    @Test
    void anIndexThatLiesAboutAManifestIsNamed() throws IOException {
        String lie = Mirroring.entry(MediaTypes.MANIFEST, Mirroring.digest(amd), Long.MAX_VALUE, "");
        Digest index = mirror.tag("team/app", "lie", mirror.index("team/app", "", lie));
        String text = failure(() -> mirror.copy("oci:layout", "team/app:lie"));
        assertTrue(
                text.contains(index + ": this index gives the manifest " + Mirroring.digest(amd)
                        + " 9223372036854775807 bytes; it has "),
                text);
        String other = Mirroring.entry("application/xml", Mirroring.digest(amd), 5, "");
        Digest odd = mirror.tag("team/app", "odd", mirror.index("team/app", "", other));
        assertTrue(failure(() -> mirror.copy("oci:layout", "team/app:odd"))
                .contains(odd + ": this index has " + Mirroring.digest(amd)
                        + ", which is neither a manifest nor an index, but application/xml"));
    }

    private Path blob(Digest digest) {
        return temporary.resolve("layout/blobs/sha256/" + digest.hex());
    }

    @FunctionalInterface
    private interface Run {
        MirrorResult run() throws IOException;
    }

    private String failure(Run run) {
        String text = mirror.named(assertThrows(IOException.class, run::run)).replace(temporary.toString(), "DIR");
        String first = text.lines().findFirst().orElse("");
        assertTrue(
                first.matches("\\d+ of \\d+ images (could not be copied to .*|in .* are not those of their sources:)"),
                text);
        return text;
    }
}
