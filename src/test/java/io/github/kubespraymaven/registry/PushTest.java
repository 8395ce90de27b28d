package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PushTest extends WithRegistry {
    @Test
    void blobsComeFirstThenManifestsThenTheTag() throws Exception {
        ImageContents image = images.imageForTwo("one");
        Pushed pushed = push(image, "v1");
        List<String> manifests = server.requests().stream()
                .filter(request -> request.startsWith("PUT") && request.contains("/manifests/"))
                .toList();
        assertEquals(3, manifests.size());
        assertEquals("PUT /v2/team/app/manifests/v1 -> 201", manifests.get(2));
        int lastBlob = lastIndex("PUT /v2/team/app/blobs/");
        assertTrue(lastBlob < server.requests().indexOf(manifests.get(0)), () -> String.join("\n", server.requests()));
        assertEquals(new Pushed(image.top().descriptor().digest(), 4, bytes(image), 0, 0, false), pushed);
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(server.manifest("team/app", "v1").orElseThrow().bytes()));
    }

    @Test
    void aSecondImageCostsOneLookABlobAndTwoRequestsForEachThatIsNew() throws Exception {
        push(images.image("one"), "v1");
        beginAnotherBuild();
        push(images.image("one"), "v1");
        server.forget();
        ImageContents second = images.image("two");
        push(second, "v2");
        String layer = brief(second.blobs().get(1).digest());
        String config = brief(second.documents().get(0).descriptor().digest());
        assertEquals(
                new TreeSet<>(List.of(
                        "HEAD /v2/team/app/manifests/v2 -> 404",
                        "HEAD /v2/team/app/blobs/" + brief(second.blobs().get(0).digest()) + " -> 200",
                        "HEAD /v2/team/app/blobs/" + layer + " -> 404",
                        "HEAD /v2/team/app/blobs/" + config + " -> 404",
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> 201",
                        "PUT /v2/team/app/manifests/v2 -> 201")),
                new TreeSet<>(server.requests()));
        assertEquals(9, server.requests().size());
    }

    @Test
    void aNewTagOfAnImageThatIsThereIsOneMoreRequest() throws Exception {
        push(images.image("one"), "v1");
        server.forget();
        Pushed pushed = push(images.image("one"), "v1", "base-0123456789ab");
        assertEquals(0, pushed.uploaded());
        assertEquals(
                List.of(
                        "HEAD /v2/team/app/manifests/v1 -> 200",
                        "HEAD /v2/team/app/manifests/base-0123456789ab -> 404",
                        "PUT /v2/team/app/manifests/base-0123456789ab -> 201"),
                server.requests());
    }

    @Test
    void whatAnotherRepositoryOfTheRegistryHasIsMountedAndNeedsNotBeInTheCache() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        SmallImages emptyCache = new SmallImages(temporary.resolve("empty"));
        Pushed pushed = new Push(registries, emptyCache.cache(), PushProgress.silent())
                .push(image, repository("other/app"), List.of("v1"), List.of(elsewhere(image)));
        assertEquals(2, pushed.mounted());
        assertEquals(1, pushed.uploaded());
        assertTrue(server.manifest("other/app", "v1").isPresent());
    }

    @Test
    void whereMountingFailsTheLayerIsPassedOnAndNotKept() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        server.mounts = false;
        SmallImages emptyCache = new SmallImages(temporary.resolve("empty"));
        Pushed pushed = new Push(registries, emptyCache.cache(), PushProgress.silent())
                .push(image, repository("other/app"), List.of("v1"), List.of(elsewhere(image)));
        assertEquals(3, pushed.uploaded());
        assertEquals(
                Optional.empty(), emptyCache.cache().find(image.blobs().get(0).digest()));
    }

    @Test
    void aLayerThatIsNowhereIsNamed() throws Exception {
        ImageContents image = images.image("one");
        SmallImages emptyCache = new SmallImages(temporary.resolve("empty"));
        IOException failure =
                assertThrows(IOException.class, () -> new Push(registries, emptyCache.cache(), PushProgress.silent())
                        .push(image, repository("team/app"), List.of("v1"), List.of()));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("the layer sha256:"), failure.getMessage());
        assertFalse(server.manifest("team/app", "v1").isPresent());
    }

    @Test
    void aLayerDamagedInTheCacheIsNotSentForWhatItIsNotAndEndsThePushAtOnce() throws Exception {
        ImageContents image = images.image("one");
        Digest layer = image.blobs().get(1).digest();
        Path file = images.cache().find(layer).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        var stamp = Files.getLastModifiedTime(file);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, stamp);
        IOException failure = assertThrows(IOException.class, () -> push(image, "v1"));
        assertTrue(String.valueOf(failure.getMessage()).contains(layer.toString()), failure.getMessage());
        assertFalse(server.manifest("team/app", "v1").isPresent());
    }

    @Test
    void anUploadThatFailsHalfWayIsBegunAgain() throws Exception {
        server.failing(
                RegistryServer.times(2, "PUT", "/blobs/uploads/", 404, "application/json", "{}"),
                RegistryServer.once("POST", "/blobs/uploads/", 500, "text/plain", "storage"),
                RegistryServer.times(2, "HEAD", "/blobs/", 503, "text/plain", ""));
        ImageContents image = images.image("one");
        assertEquals(3, push(image, "v1").uploaded());
        assertTrue(server.manifest("team/app", "v1").isPresent());
    }

    @Test
    void uploadsGoOnWhereverTheRegistrySays() throws Exception {
        for (String form :
                List.of("%s?_state=abc", "http://" + server.host() + "%s", "http://" + server.host() + "%s?a=b&c")) {
            server.location = form;
            push(images.image(form), "v1");
        }
        assertEquals(
                3,
                server.requests().stream()
                        .filter("PUT /v2/team/app/manifests/v1 -> 201"::equals)
                        .count());
    }

    @Test
    void anUploadThatIsSentToPlainHttpElsewhereIsRefused() {
        server.location = "http://storage.example%s?secret=x";
        RegistryException failure = assertThrows(RegistryException.class, () -> push(images.image("one"), "v1"));
        assertTrue(
                String.valueOf(failure.getMessage())
                                .contains("the registry points to http://storage.example/v2/team/app/blobs/uploads/")
                        && String.valueOf(failure.getMessage()).endsWith("?…, which is not served over https"),
                failure.getMessage());
    }

    @Test
    void theRegistrysOwnWordsAreInTheError() {
        server.failing(RegistryServer.times(
                99,
                "PUT",
                "/manifests/v1",
                400,
                "application/json",
                "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"too\\nlarge\"},{\"code\":\"X\"}]}"));
        RegistryException failure = assertThrows(RegistryException.class, () -> push(images.image("one"), "v1"));
        assertEquals(
                "HOST/team/app: cannot store the manifest v1: status 400 from http://HOST/v2/team/app/manifests/v1"
                        + " (MANIFEST_INVALID: too large; X)",
                message(failure));
    }

    @Test
    void noRightToPushSaysWhoAskedAndTheWayOut() {
        server.failing(RegistryServer.times(
                99, "POST", "/uploads/", 403, "application/json", "{\"errors\":[{\"code\":\"DENIED\"}]}"));
        DeniedException failure = assertThrows(DeniedException.class, () -> push(images.image("one"), "v1"));
        assertEquals(
                "HOST/team/app: cannot store the blob DIGEST: status 403 from http://HOST/v2/team/app/blobs/uploads/"
                        + " (DENIED), asked without a login; give a login: a server with the id 'HOST' in Maven's"
                        + " settings.xml, or 'docker login HOST'",
                message(failure).replaceAll("sha256:[0-9a-f]{64}", "DIGEST"));
    }

    @Test
    void aRegistryThatStoresOtherBytesIsNotTrusted() {
        server.failing(exchange -> {
            if (exchange.getRequestMethod().equals("PUT")
                    && exchange.getRequestURI().getPath().endsWith("/manifests/v1")) {
                exchange.getResponseHeaders()
                        .set("Docker-Content-Digest", Digest.of("other").toString());
                RegistryServer.reply(exchange, 201, new byte[0]);
                return true;
            }
            return false;
        });
        RegistryException failure = assertThrows(RegistryException.class, () -> push(images.image("one"), "v1"));
        assertTrue(
                String.valueOf(failure.getMessage())
                        .contains("the registry stored " + Digest.of("other") + " in place of "),
                failure.getMessage());
    }

    @Test
    void progressIsTold() throws Exception {
        Set<String> steps = new ConcurrentSkipListSet<>();
        PushProgress progress = step -> steps.add(step.getClass().getSimpleName());
        push(images.image("one"), "v1");
        new Push(registries, images.cache(), progress)
                .push(images.image("two"), repository("team/app"), List.of("v2"), List.of());
        new Push(registries, images.cache(), progress)
                .push(
                        images.image("two"),
                        repository("other/app"),
                        List.of("v2"),
                        List.of(elsewhere(images.image("two"))));
        assertEquals("[Advanced, Mounted, Present, Uploaded]", steps.toString());
    }

    private MountSource elsewhere(ImageContents image) {
        return new MountSource(
                repository("team/app"),
                image.blobs().stream().map(Descriptor::digest).collect(Collectors.toSet()));
    }

    private int lastIndex(String start) {
        List<String> requests = server.requests();
        for (int i = requests.size() - 1; i >= 0; i--) {
            if (requests.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    private static long bytes(ImageContents image) {
        long layers = image.blobs().stream().mapToLong(Descriptor::size).sum();
        return layers
                + image.documents().stream()
                        .map(document -> document.descriptor())
                        .filter(document -> document.mediaType().contains("config"))
                        .mapToLong(Descriptor::size)
                        .sum();
    }

    private static String brief(Digest digest) {
        return digest.toString().substring(0, "sha256:".length() + 6);
    }
}
