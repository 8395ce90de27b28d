package io.github.kubespraymaven.image.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jib takes what is written as a base, and builds on it. */
class JibTest {
    @TempDir
    Path temporary;

    @Test
    void jibBuildsOnADockerArchiveAndKeepsItsLayers() throws Exception {
        SmallImages images = new SmallImages(temporary.resolve("cache"));
        ImageContents base = images.image("hello");
        Path archive = temporary.resolve("base.tar");
        new DockerArchive(archive).write(base, "kubespray:v1", images.cache());
        Path inventory = Files.writeString(temporary.resolve("hosts.yml"), "all: {}\n");

        JibContainer built = Jib.from(TarImage.at(archive))
                .addLayer(List.of(inventory), AbsoluteUnixPath.get("/inventory"))
                .containerize(Containerizer.to(
                                TarImage.at(temporary.resolve("built.tar")).named("site:v1"))
                        .setOfflineMode(true)
                        .setBaseImageLayersCache(temporary.resolve("jib-base"))
                        .setApplicationLayersCache(temporary.resolve("jib-app")));

        byte[] config = member(
                temporary.resolve("built.tar"),
                JsonReader.read(member(temporary.resolve("built.tar"), "manifest.json"), "manifest.json")
                        .items()
                        .get(0)
                        .get("Config")
                        .text());
        List<String> diffIds = new ArrayList<>();
        for (JsonView item :
                JsonReader.read(config, "config").get("rootfs").get("diff_ids").items()) {
            diffIds.add(item.text());
        }
        assertEquals(diffIds(base), diffIds.subList(0, 2));
        assertEquals(3, diffIds.size());
        assertEquals("sha256", built.getImageId().toString().split(":")[0]);
    }

    private static List<String> diffIds(ImageContents image) throws Exception {
        return image.images().values().iterator().next().config().diffIds().stream()
                .map(Object::toString)
                .toList();
    }

    private static byte[] member(Path tar, String name) throws Exception {
        try (InputStream file = new ByteArrayInputStream(Files.readAllBytes(tar));
                TarArchiveInputStream members = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = members.getNextEntry(); entry != null; entry = members.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return members.readAllBytes();
                }
            }
        }
        throw new AssertionError("no " + name + " in " + tar);
    }
}
