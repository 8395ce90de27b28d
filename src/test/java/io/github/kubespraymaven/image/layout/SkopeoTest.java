package io.github.kubespraymaven.image.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.Tools;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what skopeo and umoci read. */
class SkopeoTest {
    @TempDir
    Path temporary;

    private SmallImages images;

    @BeforeEach
    void makeImages() {
        images = new SmallImages(temporary.resolve("cache"));
    }

    @Test
    void skopeoCopiesALayoutWithoutChangingIt() throws Exception {
        Tools.require("skopeo");
        ImageContents image = images.image("one");
        new OciLayout(temporary.resolve("image")).write(image, "v1", images.cache());
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(Tools.run(temporary, "skopeo", "inspect", "--raw", "oci:image:v1")));
        Tools.run(temporary, "skopeo", "copy", "oci:image:v1", "dir:copy");
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(Files.readAllBytes(temporary.resolve("copy/manifest.json"))));
    }

    @Test
    void umociUnpacksALayout() throws Exception {
        Tools.require("umoci");
        new OciLayout(temporary.resolve("image")).write(images.image("hello"), "v1", images.cache());
        Tools.run(temporary, "umoci", "unpack", "--rootless", "--image", "image:v1", "bundle");
        assertEquals("hello\n", Files.readString(temporary.resolve("bundle/rootfs/etc/motd")));
        assertEquals("ID=small\n", Files.readString(temporary.resolve("bundle/rootfs/etc/os-release")));
    }

    @Test
    void skopeoCopiesAllPlatformsOfAnOciArchive() throws Exception {
        Tools.require("skopeo");
        ImageContents image = images.imageForTwo("one");
        OciArchive archive = new OciArchive(temporary.resolve("image.tar"));
        archive.write(image, "v1", images.cache());
        Tools.run(temporary, "skopeo", "copy", "--all", "oci-archive:image.tar:v1", "dir:copy");
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(Files.readAllBytes(temporary.resolve("copy/manifest.json"))));
    }

    @Test
    void skopeoReadsADockerArchive() throws Exception {
        Tools.require("skopeo");
        ImageContents image = images.image("one");
        new DockerArchive(temporary.resolve("image.tar")).write(image, "kubespray:v1", images.cache());
        Tools.run(temporary, "skopeo", "copy", "docker-archive:image.tar:kubespray:v1", "oci:copy:v1");
        byte[] config = Tools.run(temporary, "skopeo", "inspect", "--config", "oci:copy:v1");
        assertEquals(
                image.images()
                        .values()
                        .iterator()
                        .next()
                        .config()
                        .diffIds()
                        .get(1)
                        .toString(),
                JsonReader.read(config, "config")
                        .get("rootfs")
                        .get("diff_ids")
                        .items()
                        .get(1)
                        .text());
    }

    @Test
    void archivesHaveTheSameBytesEveryTime() throws Exception {
        Path one = temporary.resolve("one.tar");
        Path other = temporary.resolve("other.tar");
        new OciArchive(one).write(images.image("one"), "v1", images.cache());
        new OciArchive(other).write(images.image("one"), "v1", images.cache());
        assertEquals(-1, Files.mismatch(one, other));
        new DockerArchive(one).write(images.image("one"), "a:b", images.cache());
        new DockerArchive(other).write(images.image("one"), "a:b", images.cache());
        assertEquals(-1, Files.mismatch(one, other));
    }

    @Test
    void aDockerArchiveOfSeveralPlatformsIsRefused() throws Exception {
        DockerArchive archive = new DockerArchive(temporary.resolve("image.tar"));
        ImageContents image = images.imageForTwo("one");
        UserErrorException thrown =
                assertThrows(UserErrorException.class, () -> archive.write(image, "a:b", images.cache()));
        assertTrue(String.valueOf(thrown.getMessage())
                .contains("a docker-archive holds one platform, not [linux/amd64, linux/arm64]; use oci-archive"));
        assertTrue(Files.notExists(archive.file()));
    }
}
