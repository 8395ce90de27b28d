package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Registries that miss what they were seen to have. */
class ContentRetryTest extends WithCopies {
    private static final String UNKNOWN =
            "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"blob unknown to registry\"}]}";

    /** Loses a blob for every manifest that comes, so many times, and refuses the manifest for that. */
    private void losing(int times, String repository, Digest blob) {
        AtomicInteger left = new AtomicInteger(times);
        server.failing(exchange -> {
            if (!exchange.getRequestMethod().equals("PUT")
                    || !exchange.getRequestURI().getPath().contains("/manifests/")
                    || left.getAndDecrement() <= 0) {
                return false;
            }
            server.loseBlob(repository, blob);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            RegistryServer.reply(exchange, 400, UNKNOWN.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private long count(String request) {
        return server.requests().stream().filter(one -> one.startsWith(request)).count();
    }

    private Pushed push(ImageContents image) throws Exception {
        return new Push(registries, images.cache(), PushProgress.silent())
                .push(image, repository("team/app"), List.of("v1"), List.of());
    }

    @Test
    void whatTheRegistryLosesBehindThePushIsPushedAgain() throws Exception {
        ImageContents image = images.image("one");
        Digest layer = image.blobs().get(0).digest();
        losing(2, "team/app", layer);
        Pushed pushed = push(image);
        assertEquals(5, pushed.uploaded());
        assertEquals(2, pushed.present());
        assertTrue(server.blob("team/app", layer).isPresent());
        assertTrue(server.manifest("team/app", "v1").isPresent());
    }

    @Test
    void aRegistryThatNeverFindsItIsToldAfterThreeAttempts() throws Exception {
        ImageContents image = images.image("one");
        losing(99, "team/app", image.blobs().get(0).digest());
        RegistryException failure = assertThrows(RegistryException.class, () -> push(image));
        assertTrue(
                String.valueOf(failure.getMessage()).endsWith("(MANIFEST_BLOB_UNKNOWN: blob unknown to registry)"),
                failure.getMessage());
        assertEquals(3, count("PUT /v2/team/app/manifests/v1 -> 400"));
    }

    @Test
    void anotherRefusalIsNoReasonToPushAgain() {
        server.failing(RegistryServer.times(
                99, "PUT", "/manifests/", 400, "application/json", UNKNOWN.replace("BLOB_UNKNOWN", "INVALID")));
        assertThrows(RegistryException.class, () -> push(images.image("one")));
        assertEquals(1, count("PUT /v2/team/app/manifests/v1 -> 400"));
    }

    @Test
    void aTagMoreThanThereWereBringsBackWhatTheImageHasLost() throws Exception {
        ImageContents image = images.image("one");
        push(image);
        beginAnotherBuild();
        losing(1, "team/app", image.blobs().get(0).digest());
        Pushed pushed = new Push(registries, images.cache(), PushProgress.silent())
                .push(image, repository("team/app"), List.of("v1", "v2"), List.of());
        assertEquals(1, pushed.uploaded());
        assertTrue(server.manifest("team/app", "v2").isPresent());
        assertTrue(server.blob("team/app", image.blobs().get(0).digest()).isPresent());
    }

    @Test
    void whatTheTargetLosesBehindACopyIsCopiedAgain() throws Exception {
        ImageContents image = published("team/app", images.imageForTwo("one"));
        Digest layer = image.blobs().get(0).digest();
        losing(1, "a/app", layer);
        Copied copied = copy(image, "team/app", "a/app");
        assertEquals(5, copied.blobs());
        assertTrue(server.blob("a/app", layer).isPresent());
        assertTrue(server.manifest("a/app", "v1").isPresent());
    }

    /** docker-registry writes its note of a blob anew for each mount, and misses the blob while it does. */
    @Test
    void imagesOfOneRepositoryMountABlobOnce() throws Exception {
        ImageContents first = published("team/first", images.image("one"));
        copy(first, "team/first", "a/first");
        for (int round = 0; round < 20; round++) {
            String target = "a/same" + round;
            server.forget();
            List<ImageContents> both = List.of(
                    published("team/same", images.image("one")), published("team/same", images.image("two " + round)));
            var copied = both.stream()
                    .map(image -> threads.submit(() -> copies.copy(
                            image, from("team/same"), repository(target), Optional.of(brief(image)), step -> {})))
                    .toList();
            for (var one : copied) {
                one.get();
            }
            // The layer that both have, and the other layer and the config of the one that is in another repository
            // already.
            assertEquals(
                    3,
                    count("POST /v2/" + target + "/blobs/uploads/ -> 201"),
                    () -> String.join("\n", server.requests()));
        }
    }

    private static String brief(ImageContents image) {
        return image.top().descriptor().digest().toString().substring("sha256:".length(), "sha256:".length() + 12);
    }
}
