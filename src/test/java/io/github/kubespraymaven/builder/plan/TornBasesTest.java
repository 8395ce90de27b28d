package io.github.kubespraymaven.builder.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.registry.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands under the tag of a base and is another, or not whole. */
class TornBasesTest extends StoredBases {
    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(Optional.empty(), found());
        assertEquals(List.of(), reports);
        assertEquals(1, requests("GET /v2/team/bases/").size());
    }

    private void isNotTaken(String why) throws IOException {
        reports.clear();
        assertEquals(Optional.empty(), found());
        assertEquals(List.of("HOST/team/bases:" + tag() + " " + why + "; the base is built."), reports);
    }

    private static final String NOT_OURS = "is not what this version makes of these inputs";

    @Test
    void anotherImageUnderTheTagIsNotTaken() throws Exception {
        put(base);
        Base other = base(Platform.LINUX_AMD64, "ansible.posix");
        put(other);
        RegistryServer.Stored stored =
                server.manifest("team/bases", RemoteBases.tag(other.key())).orElseThrow();
        server.store("team/bases", tag(), stored.type(), stored.bytes());
        isNotTaken(NOT_OURS);
    }

    @Test
    void anIndexUnderTheTagIsNotTaken() throws Exception {
        put(base, base(Platform.LINUX_ARM64, "all"));
        RegistryServer.Stored index = server.manifest("team/bases", "v1-base").orElseThrow();
        server.store("team/bases", tag(), index.type(), index.bytes());
        isNotTaken(NOT_OURS);
        server.store("team/bases", tag(), MediaTypes.INDEX, "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));
        isNotTaken(NOT_OURS);
    }

    @Test
    void whatIsNoImageIsNotTaken() throws Exception {
        put(base);
        String text = new String(manifest().bytes(), StandardCharsets.UTF_8);
        Document empty = Artifact.NO_CONFIG;
        server.storeBlob("team/bases", empty.descriptor().digest(), empty.bytes());
        for (String other : List.of(
                "{\"mediaType\":\"" + MediaTypes.MANIFEST + "\"}",
                "{\"mediaType\":\"" + MediaTypes.MANIFEST
                        + "\",\"layers\":[],\"config\":{\"mediaType\":\"a/b\",\"digest\":\""
                        + empty.descriptor().digest() + "\",\"size\":2}}",
                text.replace("\"schemaVersion\":2", "\"schemaVersion\": 2"),
                text.replace("io.github.kubespraymaven.base.unpacked", "unpacked"),
                text.replaceFirst("unpacked\":\"\\d+,", "unpacked\":\""),
                text.replaceFirst("unpacked\":\"\\d", "unpacked\":\"x"))) {
            server.store("team/bases", tag(), MediaTypes.MANIFEST, other.getBytes(StandardCharsets.UTF_8));
            isNotTaken(NOT_OURS);
        }
    }

    @Test
    void aBaseForAnotherPlatformIsNotTaken() throws Exception {
        put(base);
        assertEquals(
                Optional.empty(),
                bases().find(Platform.LINUX_ARM64, base.inputs(), base.key(), Optional.empty(), second));
    }

    @Test
    void aBaseThatHasLostABlobIsNotTaken() throws Exception {
        put(base);
        lose(layer(1));
        isNotTaken("has lost a blob (" + layer(1) + ")");
        lose(layer(0));
        isNotTaken("has lost 2 blobs (" + layer(0) + ")");
        Digest config = base.image().config().document().descriptor().digest();
        lose(config);
        isNotTaken("has lost 3 blobs (" + config + ")");
    }

    @Test
    void aBaseOfWhichALayerIsCutOffIsNotTaken() throws Exception {
        put(base);
        byte[] whole = server.blob("team/bases", layer(1)).orElseThrow();
        server.storeBlob("team/bases", layer(1), Arrays.copyOf(whole, whole.length - 1));
        isNotTaken("has lost a blob (" + layer(1) + ")");
    }

    @Test
    void aLayerWhoseSizeTheRegistryDoesNotSayIsTakenToBeThere() throws Exception {
        put(base);
        server.failing(RegistryServer.times(9, "HEAD", "/blobs/", 200, "text/plain", ""));
        assertTrue(found().isPresent());
    }

    @Test
    void aBaseThatWasMadeAgainBecauseItWasTornIsMended() throws Exception {
        put(base);
        server.failing(RegistryServer.times(2, "HEAD", layer(1).toString(), 404, "text/plain", ""));
        reports.clear();
        server.forget();
        put(base);
        assertEquals(
                List.of("Pushed the base HOST/team/bases:" + tag() + ": 1 blobs sent (0.00 MB), 2 there already."),
                reports);
        assertEquals(1, requests("PUT /v2/team/bases/blobs/").size());
    }

    @Test
    void aBlobThatTheRegistryKeepsDamagedIsWarnedOf() throws Exception {
        put(base);
        byte[] whole = server.blob("team/bases", layer(1)).orElseThrow();
        server.storeBlob("team/bases", layer(1), Arrays.copyOf(whole, whole.length - 1));
        reports.clear();
        put(base);
        assertEquals(2, reports.size(), reports.toString());
        String warning = reports.get(0);
        assertTrue(
                warning.startsWith("WARNING: baseImage: HOST/team/bases:" + tag() + " is damaged in its registry: "),
                warning);
        assertTrue(warning.contains(layer(1).toString()), warning);
        assertTrue(warning.endsWith("; delete it there, and the next build sends it again"), warning);
    }
}
