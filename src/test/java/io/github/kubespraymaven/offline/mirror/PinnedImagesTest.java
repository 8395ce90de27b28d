package io.github.kubespraymaven.offline.mirror;

import static io.github.kubespraymaven.offline.mirror.Mirroring.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.layout.LayoutImages;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a list names by its digest is in the target under that digest, whatever else is asked for. */
class PinnedImagesTest {
    @TempDir
    Path temporary;

    private Mirroring mirror;
    private String arm;
    private Digest one;
    private Digest two;

    @BeforeEach
    void start() throws IOException {
        mirror = new Mirroring(temporary);
        String amd = mirror.image("team/app", "linux/amd64", "one for amd64");
        arm = mirror.image("team/app", "linux/arm64", "one for arm64");
        one = mirror.tag("team/app", "1", mirror.index("team/app", "", on(amd, "linux/amd64"), on(arm, "linux/arm64")));
        two = mirror.tag(
                "team/app",
                "2",
                mirror.index("team/app", "", on(mirror.image("team/app", "linux/amd64", "two"), "linux/amd64")));
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aPinnedIndexIsNotCutAndSaysWhatThatCosts() throws IOException {
        mirror.wanting("linux/amd64").copy("TARGET", "team/app:1@" + one);
        assertEquals(one, mirror.tagged("team/app", "1"));
        assertTrue(mirror.has("team/app", one));
        assertEquals(
                List.of("[1/1] TARGET/team/app:1: 0.00 MB in 4 blobs moved; pinned by its digest, so it is not cut:"
                        + " linux/arm64 cost 0.00 MB more."),
                mirror.lines);
        String json = Files.readString(mirror.result());
        assertTrue(json.contains("\"digest\": \"" + one + "\"") && !json.contains("sourceDigest"), json);
        assertTrue(json.contains("\"notes\": [\n"), json);
        assertEquals(
                "1 images, 1 there already; 0.00 MB moved.",
                mirror.check("TARGET", "team/app:1@" + one).summary());
    }

    @Test
    void anImageWithADigestAloneIsThereByItAndHasATagOfItsOwn() throws IOException {
        mirror.wanting("linux/amd64").copy("TARGET", "team/app@" + one);
        assertTrue(mirror.has("team/app", one));
        assertEquals(one, mirror.tagged("team/app", "pinned-sha256-" + one.hex()));
        assertEquals(
                List.of("[1/1] TARGET/team/app@" + one
                        + ": 0.00 MB in 4 blobs moved; the list gives it no tag, so it is"
                        + " kept under the tag pinned-sha256-" + one.hex()
                        + "; pinned by its digest, so it is not cut: linux/arm64 cost 0.00 MB more."),
                mirror.lines);
        assertEquals(
                "1 images, 1 there already; 0.00 MB moved.",
                mirror.copy("TARGET", "team/app@" + one).summary());
    }

    @Test
    void aPinnedManifestOfOnePlatformIsCopiedForThatPlatformAndRefusedForOthers() throws IOException {
        String image = "team/app@" + Mirroring.digest(arm);
        mirror.wanting("linux/arm64").copy("TARGET", image);
        assertTrue(mirror.has("team/app", Mirroring.digest(arm)));
        IOException failure = assertThrows(
                IOException.class, () -> mirror.wanting("linux/amd64").copy("TARGET", image));
        assertEquals(
                "1 of 1 images could not be copied to docker://TARGET:\n  SOURCE/" + image + ": SOURCE/" + image
                        + " is there, but not for linux/amd64; it has linux/arm64; take it out of the list, or name one that"
                        + " it has with -Dkubespray.platforms",
                mirror.named(failure));
    }

    @Test
    void aTagThatHasMovedSinceItWasPinnedIsGivenToThePinnedImageWhichIsSaid() throws IOException {
        mirror.copy("TARGET", "team/app:2@" + one);
        assertEquals(one, mirror.tagged("team/app", "2"));
        assertEquals(
                List.of("[1/1] TARGET/team/app:2: 0.00 MB in 4 blobs moved; at the source its tag is that of " + two
                        + " by now."),
                mirror.lines);
    }

    @Test
    void aTagBelongsToTheImageThatTheListNamesByItAlone() throws IOException {
        String[] list = {"team/app:2@" + one, "team/app:2", "team/app@" + one};
        assertEquals(
                "3 images, 3 copied; 0.00 MB moved.",
                mirror.copy("TARGET", list).summary());
        assertEquals(two, mirror.tagged("team/app", "2"));
        assertEquals(one, mirror.tagged("team/app", "pinned-sha256-" + one.hex()));
        assertTrue(
                mirror.lines.stream()
                        .anyMatch(line -> line.contains(
                                "; its tag is that of SOURCE/team/app:2, so it is kept under the tag pinned-sha256-")),
                mirror.lines.toString());
        assertEquals(
                "3 images, 3 there already; 0.00 MB moved.",
                mirror.check("TARGET", list).summary());
    }

    /** docker-registry answers that it does not know a manifest that another request is storing once more. */
    @Test
    void noManifestIsStoredTwiceAtOnceInARepository() throws IOException {
        Semaphore first = new Semaphore(1);
        Semaphore second = new Semaphore(0);
        AtomicBoolean together = new AtomicBoolean();
        mirror.target.failing(exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestURI().getPath().endsWith("/manifests/" + Mirroring.digest(arm))) {
                if (!first.tryAcquire()) {
                    second.release();
                    return false;
                }
                try {
                    // Long enough for another to come meanwhile.
                    together.compareAndSet(false, second.tryAcquire(200, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    first.release();
                }
            }
            return false;
        });
        assertEquals(
                "3 images, 3 copied; 0.00 MB moved.",
                mirror.copy("TARGET", "team/app:1", "team/app@" + one, "team/app:0@" + one)
                        .summary());
        assertFalse(together.get());
    }

    @Test
    void aTagThatTwoImagesArePinnedWithIsNeithers() throws IOException {
        mirror.copy("TARGET", "team/app:9@" + one, "team/app:9@" + two);
        assertTrue(mirror.has("team/app", one) && mirror.has("team/app", two));
        assertFalse(mirror.target.manifest("team/app", "9").isPresent());
    }

    @Test
    void oneNameFromTwoRegistriesIsRefusedUnlessItIsOneImage() throws IOException {
        String digest = "@sha256:" + "a".repeat(64);
        assertEquals(
                "[HOST/tools/app:1, HOST/tools/app:1]",
                names("quay.io/tools/app:1" + digest, "docker.io/tools/app:1" + digest));
        assertEquals(
                """
                Nothing was copied, because of the names that images would have:
                  quay.io/tools/app:1 and docker.io/tools/app:1%s would both be HOST/tools/app:1
                Take one of them out of the list, or keep the registries apart with -Dkubespray.imageNames=host."""
                        .formatted(digest),
                String.valueOf(assertThrows(
                                        IOException.class,
                                        () -> names("quay.io/tools/app:1", "docker.io/tools/app:1" + digest))
                                .getMessage())
                        .replace("host.example", "HOST"));
    }

    private static String names(String... images) throws IOException {
        return TargetNames.of(Stream.of(images).map(Reference::parse).toList(), Naming.PATH, "host.example", "")
                .values()
                .stream()
                .map(TargetName::text)
                .toList()
                .toString()
                .replace("host.example", "HOST");
    }

    @Test
    void aLayoutAndAnArchiveHaveWhatIsPinnedWholeUnderItsFullName() throws IOException {
        String image = mirror.source.host() + "/team/app:1@" + one;
        mirror.wanting("linux/amd64").copy("oci:layout", "team/app:1@" + one);
        mirror.copy("oci-archive:images.tar", "team/app:1@" + one);
        try (LayoutImages layout = LayoutImages.ofDirectory(temporary.resolve("layout"));
                LayoutImages archive = LayoutImages.ofArchive(temporary.resolve("images.tar"))) {
            assertEquals(Optional.of(one), layout.find(image).map(Descriptor::digest));
            assertEquals(Optional.of(one), archive.find(image).map(Descriptor::digest));
        }
    }

    @Test
    void aDigestOfAnotherKindIsKeptByWhomItIsNamedSo() throws IOException {
        byte[] bytes = mirror.source
                .manifest("team/app", Mirroring.digest(arm).toString())
                .orElseThrow()
                .bytes();
        Digest long512 = Digest.of(Algorithm.SHA512, Algorithm.SHA512.start().digest(bytes));
        mirror.source.store("team/app", long512.toString(), MediaTypes.MANIFEST, bytes);
        String index = mirror.index("team/app", "", Mirroring.entry(MediaTypes.MANIFEST, long512, bytes.length, ""));
        mirror.tag("team/app", "long", index);
        mirror.copy("oci:layout", "team/app:long", "team/app@" + long512);
        assertEquals(
                new String(bytes, StandardCharsets.UTF_8),
                Files.readString(temporary.resolve("layout/blobs/sha512/" + long512.hex())));
        assertEquals(
                "2 images, 2 there already; 0.00 MB moved.",
                mirror.check("oci:layout", "team/app:long", "team/app@" + long512)
                        .summary());
    }
}
