package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest extends WithRegistry {
    @Test
    void anImageIsFoundWithItsDocumentsAndNoLayerIsRead() throws Exception {
        ImageContents image = images.imageForTwo("one");
        push(image, "v1");
        server.forget();
        ImageContents found = find("v1").orElseThrow();
        assertEquals(
                image.documents().stream().map(Document::descriptor).toList(),
                found.documents().stream()
                        .map(document -> document.descriptor())
                        .toList());
        assertEquals(image.blobs(), found.blobs());
        assertEquals(5, server.requests().size(), () -> String.join("\n", server.requests()));
        assertEquals(Optional.empty(), find("v2"));
        assertEquals(Optional.of(image.top().descriptor().digest()), new Lookup(registries).digest(reference("v1")));
    }

    @Test
    void aManifestThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
        Digest wanted = Digest.of("wanted");
        server.store("team/app", wanted.toString(), MediaTypes.MANIFEST, bytes("{}"));
        assertThrows(DigestMismatchException.class, () -> new Lookup(registries)
                .find(reference("v1").pinned(wanted)));
        assertEquals(
                "HOST/team/app@" + wanted + ": wanted " + wanted + ", got " + Digest.of("{}"),
                failure(() -> new Lookup(registries).find(reference("v1").pinned(wanted))));
    }

    @Test
    void aConfigThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        Document config = image.documents().get(0);
        byte[] other = config.bytes();
        other[5] ^= 1;
        server.storeBlob("team/app", config.descriptor().digest(), other);
        assertEquals(
                "HOST/team/app@" + config.descriptor().digest() + ": wanted "
                        + config.descriptor().digest() + ", got " + Digest.of(other),
                failure(() -> find("v1")));
    }

    @Test
    void aSchemaOneManifestIsNamed() {
        server.store(
                "team/app",
                "v1",
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                bytes("{\"schemaVersion\": 1}"));
        assertEquals(
                "HOST/team/app: cannot read the manifest v1: it is a schema-1 manifest, which Docker gave up; push that"
                        + " image again with a newer tool",
                failure(() -> find("v1")));
    }

    @Test
    void aPageForPeopleIsNoManifest() {
        server.failing(
                RegistryServer.times(99, "GET", "/manifests/", 200, "text/html", "<html><title>Log in</title></html>"));
        assertEquals(
                "HOST/team/app: cannot read the manifest v1: status 200 from http://HOST/v2/team/app/manifests/v1 (an HTML"
                        + " page 'Log in'; is there a registry at this address, or a login page or proxy in between?)",
                failure(() -> find("v1")));
    }

    @Test
    void whatIsNoImageIsNamedByItsType() {
        server.store("team/app", "v1", "application/vnd.cncf.helm.config.v1+json", bytes("{}"));
        assertEquals(
                "HOST/team/app: cannot read the manifest v1: it is no image's manifest: served as"
                        + " 'application/vnd.cncf.helm.config.v1+json', says of itself"
                        + " 'application/vnd.cncf.helm.config.v1+json'",
                failure(() -> find("v1")));
    }

    @Test
    void aManifestServedAsMereJsonIsKnownByItsOwnWord() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        server.store(
                "team/app", "v1", "application/json; charset=utf-8", image.top().bytes());
        assertEquals(image.top().descriptor(), find("v1").orElseThrow().top().descriptor());
    }

    @Test
    void aManifestOfAbsurdSizeIsNotRead() {
        byte[] huge = new byte[(4 << 20) + 10];
        Arrays.fill(huge, (byte) ' ');
        server.store("team/app", "v1", MediaTypes.MANIFEST, huge);
        assertEquals("HOST/team/app: cannot read the manifest v1: it is larger than 4 MiB", failure(() -> find("v1")));
    }

    @Test
    void aBlobThatBreaksOffIsGoneOnWithFromThere() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        var layer = image.blobs().get(1);
        byte[] bytes = Files.readAllBytes(images.cache().find(layer.digest()).orElseThrow());
        boolean[] broken = {false};
        server.failing(exchange -> {
            if (broken[0]
                    || !exchange.getRequestURI()
                            .getPath()
                            .endsWith(layer.digest().toString())) {
                return false;
            }
            broken[0] = true;
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            return true;
        });
        SmallImages emptyCache = new SmallImages(temporary.resolve("empty"));
        Path pulled = registries.toPull(repository("team/app")).pull(layer, emptyCache.cache());
        assertEquals(layer.digest(), Digest.of(Files.readAllBytes(pulled)));
        assertTrue(broken[0]);
    }

    private Optional<ImageContents> find(String tag) throws IOException {
        return new Lookup(registries).find(reference(tag));
    }

    private Reference reference(String tag) {
        return Reference.parse(server.host() + "/team/app:" + tag);
    }

    private String failure(org.junit.jupiter.api.function.Executable attempt) {
        return message(assertThrows(IOException.class, attempt));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
