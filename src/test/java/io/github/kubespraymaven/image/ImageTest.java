package io.github.kubespraymaven.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    static final LayerBlob OS =
            new LayerBlob(Digest.of("os, packed"), Digest.of("os"), 10, 2048, MediaTypes.LAYER + "+gzip");
    static final LayerBlob APP =
            new LayerBlob(Digest.of("app, packed"), Digest.of("app"), 11, 4096, MediaTypes.LAYER + "+zstd");

    @Test
    void theConfigSaysWhatTheImageIsMadeOfAndHowItIsRun() throws IOException {
        assertEquals(
                """
                {
                  "created": "2026-11-01T12:00:00Z",
                  "architecture": "amd64",
                  "os": "linux",
                  "config": {
                    "Env": [
                      "PATH=/usr/local/bin:/usr/bin",
                      "LANG=C.UTF-8"
                    ],
                    "Cmd": [
                      "bash"
                    ],
                    "WorkingDir": "/kubespray",
                    "Labels": {
                      "org.opencontainers.image.version": "v2.31.0"
                    }
                  },
                  "rootfs": {
                    "type": "layers",
                    "diff_ids": [
                      "sha256:%s",
                      "sha256:%s"
                    ]
                  },
                  "history": [
                    {
                      "created": "2026-11-01T12:00:00Z",
                      "created_by": "os: debian:trixie"
                    },
                    {
                      "created": "2026-11-01T12:00:00Z",
                      "created_by": "app: 0f3c"
                    }
                  ]
                }
                """
                        .formatted(Digest.of("os").hex(), Digest.of("app").hex()),
                pretty(kubespray(Platform.LINUX_AMD64).config().document()));
    }

    @Test
    void theManifestNamesConfigAndLayersFromTheLowestUp() throws IOException {
        Image image = kubespray(Platform.LINUX_AMD64).annotated(new TreeMap<>(Map.of(Annotations.VERSION, "v2.31.0")));
        Descriptor config = image.config().document().descriptor();
        assertEquals(
                """
                {
                  "schemaVersion": 2,
                  "mediaType": "application/vnd.oci.image.manifest.v1+json",
                  "config": {
                    "mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "%s",
                    "size": %d
                  },
                  "layers": [
                    {
                      "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                      "digest": "%s",
                      "size": 10
                    },
                    {
                      "mediaType": "application/vnd.oci.image.layer.v1.tar+zstd",
                      "digest": "%s",
                      "size": 11
                    }
                  ],
                  "annotations": {
                    "org.opencontainers.image.version": "v2.31.0"
                  }
                }
                """
                        .formatted(config.digest(), config.size(), OS.digest(), APP.digest()),
                pretty(image.manifest().document()));
    }

    @Test
    void severalPlatformsMakeAnIndexInTheOrderOfTheirNames() throws IOException {
        Image amd64 = kubespray(Platform.LINUX_AMD64);
        Image arm64 = kubespray(Platform.LINUX_ARM64);
        ImageContents both = ImageContents.of(List.of(arm64, amd64), new TreeMap<>());
        Descriptor one = amd64.manifest().document().descriptor();
        Descriptor other = arm64.manifest().document().descriptor();
        assertEquals(
                """
                {
                  "schemaVersion": 2,
                  "mediaType": "application/vnd.oci.image.index.v1+json",
                  "manifests": [
                    {
                      "mediaType": "application/vnd.oci.image.manifest.v1+json",
                      "digest": "%s",
                      "size": %d,
                      "platform": {
                        "architecture": "amd64",
                        "os": "linux"
                      }
                    },
                    {
                      "mediaType": "application/vnd.oci.image.manifest.v1+json",
                      "digest": "%s",
                      "size": %d,
                      "platform": {
                        "architecture": "arm64",
                        "os": "linux"
                      }
                    }
                  ]
                }
                """
                        .formatted(one.digest(), one.size(), other.digest(), other.size()),
                pretty(both.top()));
        assertEquals(5, both.documents().size(), "two configs, two manifests, one index");
        assertEquals(2, both.blobs().size(), "layers that both share count once");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        ImageContents written = ImageContents.of(
                List.of(kubespray(Platform.LINUX_ARM64), kubespray(Platform.LINUX_AMD64)), new TreeMap<>());
        Map<Digest, Document> store = new TreeMap<>();
        written.documents().forEach(document -> store.put(document.descriptor().digest(), document));
        ImageContents read = ImageContents.read(written.top(), wanted -> Optional.ofNullable(store.get(wanted.digest()))
                .orElseThrow());
        assertEquals(
                List.copyOf(written.images().values()),
                List.copyOf(read.images().values()));
        assertEquals(written.blobs(), read.blobs());
    }

    @Test
    void aBasesUnknownPartsAreKeptAndDockersLayersAreCalledByOcisName() throws IOException {
        Document config = document(
                MediaTypes.CONFIG,
                """
                {"os": "linux", "architecture": "arm64", "variant": "v8", "author": "somebody",
                 "config": {"Env": ["A=b=c", "EMPTY"], "StopSignal": "SIGKILL", "Volumes": {"/data": {}}},
                 "rootfs": {"type": "layers", "diff_ids": ["%s"]},
                 "history": [{"created_by": "ENV A=b=c", "empty_layer": true}, {"created_by": "ADD rootfs"}]}
                """
                        .formatted(Digest.of("base")));
        Document manifest = document(
                MediaTypes.DOCKER_MANIFEST,
                """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": %d, "digest": "%s"},
                 "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 7, "digest": "%s"}]}
                """
                        .formatted(
                                MediaTypes.DOCKER_MANIFEST,
                                config.descriptor().size(),
                                config.descriptor().digest(),
                                Digest.of("base, packed")));
        Image base = ImageContents.read(manifest, wanted -> config)
                .images()
                .values()
                .iterator()
                .next();
        Image above = base.with(List.of(ImageLayer.of(APP, "app: 0f3c")), "2026-11-01T12:00:00Z")
                .run(base.config().run().withEnvironment("A", "new"));

        assertEquals(
                "{\"StopSignal\":\"SIGKILL\",\"Volumes\":{\"/data\":{}},\"Env\":[\"A=new\",\"EMPTY=\"]}",
                JsonWriter.compact(
                        above.config().document().read().get("config").value()));
        assertEquals(
                List.of("application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.oci.image.layer.v1.tar+zstd"),
                above.layers().stream().map(Descriptor::mediaType).toList());
        assertEquals(3, above.config().history().size());
    }

    @Test
    void aDocumentThatLacksSomethingIsNamedWithTheMember() {
        Document manifest = document(MediaTypes.MANIFEST, "{\"config\": {\"mediaType\": \"x\", \"size\": -1}}");
        JsonException noLayers = assertThrows(JsonException.class, () -> ImageManifest.read(manifest));
        assertEquals(
                "application/vnd.oci.image.manifest.v1+json "
                        + manifest.descriptor().digest() + ": has no member 'layers'",
                noLayers.getMessage());
    }

    @Test
    void somethingElseThanAnImageIsRefused() {
        Document schema1 = document("application/vnd.docker.distribution.manifest.v1+prettyjws", "{}");
        IOException thrown = assertThrows(IOException.class, () -> ImageContents.read(schema1, wanted -> schema1));
        assertEquals(
                schema1.descriptor().digest()
                        + ": neither a manifest nor an index, but application/vnd.docker.distribution.manifest.v1+prettyjws",
                thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"linux/amd64, linux/amd64", " Linux/ARM64/v8, linux/arm64", "linux/arm/v7, linux/arm/v7"})
    void platformsAreReadInAllTheirForms(String text, String normal) {
        assertEquals(normal, Platform.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux/amd64/v1/x", "linux amd64"})
    void whatIsNoPlatformIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Platform.parse(text));
    }

    static Image kubespray(Platform platform) {
        return Image.empty(platform)
                .with(
                        List.of(ImageLayer.of(OS, "os: debian:trixie"), ImageLayer.of(APP, "app: 0f3c")),
                        "2026-11-01T12:00:00Z")
                .run(RunConfig.EMPTY
                        .withEnvironment("PATH", "/usr/local/bin:/usr/bin")
                        .withEnvironment("LANG", "C.UTF-8")
                        .in("/kubespray")
                        .running("bash")
                        .labelled(Map.of(Annotations.VERSION, "v2.31.0")));
    }

    private static Document document(String mediaType, String text) {
        return Document.of(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pretty(Document document) throws IOException {
        return JsonWriter.pretty(document.read().value());
    }
}
