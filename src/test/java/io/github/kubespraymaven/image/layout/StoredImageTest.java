package io.github.kubespraymaven.image.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.OpenFiles;
import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.PlatformImage;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.image.transport.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as they are read from what others wrote, and we did. */
class StoredImageTest {
    private static final ImageName NAME = ImageName.parse("debian:12");

    @TempDir
    Path directory;

    private SmallImages images;

    @BeforeEach
    void open() {
        images = new SmallImages(directory.resolve("cache"));
    }

    @Test
    void aLayoutAndItsArchiveAndDockersGiveTheSameLayers() throws IOException {
        ImageContents image = images.image("hello");
        Path layout = directory.resolve("layout");
        new OciLayout(layout).write(image, "1", images.cache());
        Path oci = directory.resolve("oci.tar");
        new OciArchive(oci).write(image, "1", images.cache());
        Path docker = directory.resolve("docker.tar");
        new DockerArchive(docker).write(image, "docker.io/library/debian:12", images.cache());
        try (StoredImage one = StoredImage.open(new ImageFile.Layout(layout, Optional.of("1")));
                StoredImage two = StoredImage.open(new ImageFile.OciArchive(oci, Optional.empty()));
                StoredImage three = StoredImage.open(new ImageFile.DockerArchive(docker, Optional.of(NAME)))) {
            for (StoredImage stored : List.of(one, two, three)) {
                PlatformImage chosen = PlatformImage.choose("it", stored.top(), Platform.LINUX_AMD64, stored::document);
                assertEquals(image.blobs(), chosen.image().layers());
                for (Descriptor layer : image.blobs()) {
                    try (InputStream in = stored.layer(layer)) {
                        assertEquals(layer.digest(), Digest.of(in.readAllBytes()));
                    }
                }
            }
            assertEquals(
                    image.top().descriptor().digest(), two.top().descriptor().digest());
        }
    }

    @Test
    void anArchiveThatIsDamagedIsNotLeftOpen() throws IOException {
        byte[] damaged = TinyTar.of(tar -> tar.file("index.json", 0644, "{}"));
        damaged[148] = 'x';
        Path file = Files.write(directory.resolve("damaged.tar"), damaged);

        assertThrows(IOException.class, () -> StoredImage.open(new ImageFile.OciArchive(file, Optional.empty())));
        assertEquals(List.of(), OpenFiles.below(directory));
    }

    @Test
    void anArchiveThatHasANameTwiceIsRefusedSinceReadersTakeEither() throws IOException {
        Path file = Files.write(directory.resolve("twice.tar"), TinyTar.of(tar -> tar.file("index.json", 0644, "{}")
                .file("./index.json", 0644, "[]")));
        assertEquals(
                file + ": it has 'index.json' twice, of which some readers take the first and others the last",
                assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.OciArchive(file, Optional.empty())))
                        .getMessage());
    }

    @Test
    void anArchiveOfOtherThingsThanFilesDirectoriesAndLinksIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("device.tar"), TinyTar.of(tar -> tar.file("index.json", 0644, "{}")
                .entry("dev/sda", TarConstants.LF_BLK, 0644, "", "")));
        assertEquals(
                file + ": ./dev/sda: a block device, where files, directories and links may be",
                assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.OciArchive(file, Optional.empty())))
                        .getMessage());
        assertEquals(List.of(), OpenFiles.below(directory));
    }

    private String refusal(TinyDeb.Drawing drawing) throws IOException {
        Path file = Files.write(directory.resolve("odd.tar"), TinyTar.of(drawing));
        return String.valueOf(assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.OciArchive(file, Optional.empty())))
                        .getMessage())
                .replace(file.toString(), "FILE");
    }

    @Test
    void nothingLeadsOutOfAnArchive() throws IOException {
        assertEquals("FILE: ../index.json is no path within it", refusal(tar -> tar.file("../index.json", 0644, "{}")));
        assertEquals(
                "FILE: ./a/../index.json is no path within it",
                refusal(tar -> tar.file("a/../index.json", 0644, "{}")));
        assertEquals("FILE: . is no path within it", refusal(tar -> tar.symlink(".", "x")));
        String none = "FILE: no image layout, since it has no index.json";
        assertEquals(none, refusal(tar -> tar.file("x", 0644, "{}").symlink("index.json", "../x")));
        assertEquals(none, refusal(tar -> tar.file("x", 0644, "{}").symlink("index.json", "/x")));
        assertEquals(none, refusal(tar -> tar.symlink("index.json", "index.json")));
        assertEquals(
                "FILE: ./index.json is a hard link to ./x, which is no file that came before it",
                refusal(tar -> tar.hardLink("index.json", "x").file("x", 0644, "{}")));
    }

    @Test
    void linksWithinAnArchiveAreFollowedWhereverTheyStand() throws IOException {
        String refusal = refusal(tar -> tar.file("a/b/x", 0644, "[]")
                .symlink("c", "a/b")
                .hardLink("d", "a/b/x")
                .symlink("index.json", "c/../../d"));
        assertEquals(true, refusal.startsWith("FILE/index.json"), refusal);
        assertEquals(false, refusal.contains("no index.json"), refusal);
    }

    @Test
    void anArchiveThatIsCutOffIsRefusedBeforeAnyOfItIsRead() throws IOException {
        byte[] whole = TinyTar.of(tar -> tar.file("index.json", 0644, "x".repeat(5000)));
        Path file = Files.write(directory.resolve("cut.tar"), Arrays.copyOf(whole, 3000));
        assertEquals(
                file
                        + " is no tar archive, or a damaged one: ./index.json: cut off: 3024 of its 5000 bytes are missing",
                assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.OciArchive(file, Optional.empty())))
                        .getMessage());
    }

    @Test
    void whatALayoutSaysOfAnImageIsAtHand() throws IOException {
        Path layout = directory.resolve("layout");
        ImageContents image = images.image("hello");
        new OciLayout(layout).write(image, "1", images.cache());
        try (StoredImage stored = StoredImage.open(new ImageFile.Layout(layout, Optional.empty()))) {
            assertEquals(
                    image.top().descriptor().digest().toString(),
                    stored.entry().orElseThrow().get("digest").text());
        }
        Path docker = directory.resolve("docker.tar");
        new DockerArchive(docker).write(image, "a:b", images.cache());
        try (StoredImage stored = StoredImage.open(new ImageFile.DockerArchive(docker, Optional.empty()))) {
            assertEquals(Optional.empty(), stored.entry());
        }
    }

    @Test
    void dockersOwnLayersArePlainAndMayBeLinks() throws IOException {
        byte[] layer = TinyTar.of(tar -> tar.file("etc/motd", 0644, "hello"));
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[\"" + Digest.of(layer)
                + "\",\"" + Digest.of(layer) + "\"]}}";
        String manifest =
                "[{\"Config\":\"c.json\",\"RepoTags\":[\"debian:12\"],\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]}]";
        Path file = Files.write(directory.resolve("saved.tar"), TinyTar.of(tar -> tar.file("c.json", 0644, config)
                .file("manifest.json", 0644, manifest)
                .file("a/layer.tar", 0644, new String(layer, StandardCharsets.ISO_8859_1))
                .symlink("b/layer.tar", "../a/layer.tar")));
        try (StoredImage stored = StoredImage.open(new ImageFile.DockerArchive(file, Optional.empty()))) {
            Descriptor only = PlatformImage.choose("it", stored.top(), Platform.LINUX_AMD64, stored::document)
                    .image()
                    .layers()
                    .get(1);
            assertEquals(Descriptor.of(MediaTypes.LAYER, Digest.of(layer), layer.length), only);
            try (InputStream in = stored.layer(only)) {
                assertArrayEquals(layer, in.readAllBytes());
            }
        }
    }

    @Test
    void anotherPlatformIsNotTaken() throws IOException {
        Path layout = directory.resolve("layout");
        new OciLayout(layout).write(images.imageForTwo("hello"), "1", images.cache());
        try (StoredImage stored = StoredImage.open(new ImageFile.Layout(layout, Optional.empty()))) {
            assertEquals(
                    Platform.LINUX_ARM64,
                    PlatformImage.choose("it", stored.top(), Platform.LINUX_ARM64, stored::document)
                            .image()
                            .config()
                            .platform());
            assertEquals(
                    "it is there, but not for linux/s390x; it has linux/amd64, linux/arm64",
                    assertThrows(
                                    UserErrorException.class,
                                    () -> PlatformImage.choose(
                                            "it", stored.top(), Platform.parse("linux/s390x"), stored::document))
                            .getMessage());
        }
    }

    @Test
    void whatIsNoImageIsNamed() throws IOException {
        Path text = Files.writeString(directory.resolve("a.tar"), "no archive".repeat(100));
        String refusal = String.valueOf(assertThrows(
                        IOException.class, () -> StoredImage.open(new ImageFile.OciArchive(text, Optional.empty())))
                .getMessage());
        assertTrue(refusal.startsWith(text + " is no tar archive, or a damaged one: "), refusal);
        Path empty = Files.write(directory.resolve("empty.tar"), TinyTar.of(tar -> tar.file("x", 0644, "")));
        assertEquals(
                empty + ": no image layout, since it has no index.json",
                assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.OciArchive(empty, Optional.empty())))
                        .getMessage());
        assertEquals(
                empty + ": no archive of docker's, since it has no manifest.json",
                assertThrows(
                                IOException.class,
                                () -> StoredImage.open(new ImageFile.DockerArchive(empty, Optional.empty())))
                        .getMessage());
    }
}
