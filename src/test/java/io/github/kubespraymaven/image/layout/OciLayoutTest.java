package io.github.kubespraymaven.image.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.ImageContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
    @TempDir
    Path temporary;

    private SmallImages images;
    private OciLayout layout;

    @BeforeEach
    void makeImages() throws IOException {
        images = new SmallImages(temporary.resolve("cache"));
        layout = new OciLayout(temporary.resolve("image"));
    }

    @Test
    void blobsThatAreToBeHadElsewhereAreLeftOutAndNotMissed() throws Exception {
        ImageContents image = images.image("one");
        Digest elsewhere = image.blobs().get(0).digest();
        layout.replace(image, "v1", images.cache(), Set.of(elsewhere));
        assertFalse(Files.exists(temporary.resolve("image/blobs/sha256/" + elsewhere.hex())));
        assertTrue(Files.exists(temporary.resolve(
                "image/blobs/sha256/" + image.blobs().get(1).digest().hex())));
        assertFalse(layout.replace(image, "v1", images.cache(), Set.of(elsewhere)));
        assertTrue(layout.replace(image, "v1", images.cache(), Set.of()));
    }

    @Test
    void aLayoutHoldsTheBlobsAndOneEntryWithTheTag() throws IOException {
        ImageContents image = images.image("one");
        assertTrue(layout.write(image, "v1", images.cache()));

        String top = image.top().descriptor().digest().toString();
        assertEquals(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + top
                        + "\",\"size\":" + image.top().descriptor().size()
                        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}",
                Files.readString(layout.directory().resolve("index.json")));
        assertEquals(
                "{\"imageLayoutVersion\":\"1.0.0\"}",
                Files.readString(layout.directory().resolve("oci-layout")));
        assertEquals(
                Stream.concat(
                                image.blobs().stream().map(blob -> blob.digest().hex()),
                                image.documents().stream()
                                        .map(document ->
                                                document.descriptor().digest().hex()))
                        .sorted()
                        .collect(Collectors.joining("\n")),
                blobs());
    }

    @Test
    void aSecondImageReplacesTheFirstAndItsBlobs() throws IOException {
        layout.write(images.image("one"), "v1", images.cache());
        layout.write(images.image("two"), "v2", images.cache());
        OciLayout fresh = new OciLayout(temporary.resolve("fresh"));
        fresh.write(images.image("two"), "v2", images.cache());
        assertEquals(listing(fresh.directory()), listing(layout.directory()));
    }

    @Test
    void anImageThatIsReplacedIsThereByItsDigestUntilOnlyTheNewOneIsKept() throws IOException {
        ImageContents one = images.image("one");
        layout.write(one, "v1", images.cache());
        ImageContents two = images.image("two");
        layout.replace(two, "v2", images.cache(), Set.of());
        assertEquals(
                two.top().descriptor(),
                SmallImages.inLayout(layout.directory(), Optional.empty()).top().descriptor());
        assertTrue(blobs().contains(one.top().descriptor().digest().hex()));
        layout.keepOnly(two);
        assertFalse(blobs().contains(one.top().descriptor().digest().hex()));
        assertFalse(layout.write(two, "v2", images.cache()));
    }

    @Test
    void theSameImageIsLeftAlone() throws IOException {
        layout.write(images.image("one"), "v1", images.cache());
        FileTime longAgo = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        Path index = layout.directory().resolve("index.json");
        Files.setLastModifiedTime(index, longAgo);
        assertFalse(layout.write(images.image("one"), "v1", images.cache()));
        assertEquals(longAgo, Files.getLastModifiedTime(index));
        assertTrue(layout.write(images.image("one"), "v2", images.cache()), "another tag is another layout");
    }

    @Test
    void whatIsDamagedOrMissingIsMended() throws IOException {
        ImageContents image = images.image("one");
        layout.write(image, "v1", images.cache());
        String whole = listing(layout.directory());
        Path blobs = layout.directory().resolve("blobs/sha256");
        Files.writeString(blobs.resolve(image.top().descriptor().digest().hex()), "damaged");
        Files.delete(blobs.resolve(image.blobs().get(0).digest().hex()));
        assertTrue(layout.write(image, "v1", images.cache()));
        assertEquals(whole, listing(layout.directory()));
    }

    @Test
    void aFailureLeavesTheEarlierImageInPlace() throws IOException {
        ImageContents one = images.image("one");
        layout.write(one, "v1", images.cache());
        ImageContents lost = images.imageWithoutItsLayer("two");
        IOException thrown = assertThrows(IOException.class, () -> layout.write(lost, "v2", images.cache()));
        assertEquals(
                lost.blobs().get(0).digest()
                        + ": a layer that was to be in the cache is gone; build again to make it anew",
                thrown.getMessage());
        assertEquals(
                one.top().descriptor().digest(),
                SmallImages.inLayout(layout.directory(), Optional.of("v1"))
                        .top()
                        .descriptor()
                        .digest());
    }

    @Test
    void aDirectoryOfSomebodyElsesIsNotTouched() throws IOException {
        Files.createDirectories(layout.directory());
        Files.writeString(layout.directory().resolve("diary.txt"), "dear diary");
        UserErrorException thrown =
                assertThrows(UserErrorException.class, () -> layout.write(images.image("one"), "v1", images.cache()));
        assertEquals(
                layout.directory() + ": holds diary.txt, so it is no image layout; name an empty directory, or one that"
                        + " does not exist",
                thrown.getMessage());
        assertEquals("diary.txt\n", listing(layout.directory()));
    }

    @Test
    void aLayoutOfSeveralImagesIsNotTouched() throws IOException {
        layout.write(images.image("one"), "v1", images.cache());
        Path index = layout.directory().resolve("index.json");
        String entry = Files.readString(index).replaceAll(".*\\[|].*", "");
        Files.writeString(index, "{\"manifests\":[" + entry + "," + entry.replace("v1", "v2") + "]}");
        UserErrorException thrown =
                assertThrows(UserErrorException.class, () -> layout.write(images.image("two"), "v3", images.cache()));
        assertTrue(String.valueOf(thrown.getMessage()).contains("holds 2 images, which writing one would delete"));
    }

    @Test
    void aDocumentThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
        ImageContents image = images.image("one");
        layout.write(image, "v1", images.cache());
        Path manifest = layout.directory()
                .resolve("blobs/sha256")
                .resolve(image.top().descriptor().digest().hex());
        Files.writeString(manifest, Files.readString(manifest).replace("schemaVersion", "schemaversion"));
        assertThrows(DigestMismatchException.class, () -> SmallImages.inLayout(layout.directory(), Optional.empty()));
    }

    @Test
    void anUnknownTagIsNamedWithTheOnesThereAre() throws IOException {
        layout.write(images.image("one"), "v1", images.cache());
        IOException thrown =
                assertThrows(IOException.class, () -> SmallImages.inLayout(layout.directory(), Optional.of("v9")));
        assertEquals(layout.directory() + ": wanted one image named v9, got 0; there are [v1]", thrown.getMessage());
    }

    private String blobs() throws IOException {
        try (Stream<Path> files = Files.list(layout.directory().resolve("blobs/sha256"))) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining("\n"));
        }
    }

    private static String listing(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder listing = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                listing.append(directory.relativize(file)).append('\n');
            }
            return listing.toString();
        }
    }
}
