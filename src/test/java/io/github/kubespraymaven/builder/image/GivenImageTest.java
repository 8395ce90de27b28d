package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.OpenFiles;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenImageTest {
    @TempDir
    Path directory;

    @Test
    void anArchiveWhoseConfigIsMissingIsNotLeftOpen() throws IOException {
        String missing = "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                + Digest.of("config") + "\",\"size\":6}";
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + missing + ",\"layers\":[]}";
        Digest digest = Digest.of(manifest);
        String index =
                "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"digest\":\"" + digest + "\",\"size\":" + manifest.length() + "}]}";
        Path archive = Files.write(directory.resolve("image.tar"), TinyTar.of(tar -> tar.file(
                        "oci-layout", 0644, "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file("index.json", 0644, index)
                .file("blobs/sha256/" + digest.hex(), 0644, manifest)));
        Registries none = new Registries(
                request -> {
                    throw new OfflineException(request.uri());
                },
                GivenLogins.none(),
                Set.of());

        assertThrows(
                IOException.class,
                () -> GivenImage.open(
                        "oci-archive:" + archive, ImageSource.parse("oci-archive:" + archive, archive), none, false));
        assertEquals(List.of(), OpenFiles.below(directory));
    }
}
