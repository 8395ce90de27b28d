package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in front of a registry, or in its place, and answers as if all went well. */
class BelievedAnswersTest extends WithRegistry {
    private static final String PAGE = "<html><head><title>Please log in</title></head></html>";

    private static final String HINT =
            "(an HTML page 'Please log in'; is there a registry at this address, or a login page or proxy in between?)";

    @Test
    void aPageForEverythingIsNoRegistry() throws Exception {
        server.failing(exchange -> page(exchange, 200));
        assertEquals(
                "HOST/team/app: cannot look for the manifest v1: status 200 from http://HOST/v2/team/app/manifests/v1 "
                        + HINT,
                refused(images.image("one")));
        assertFalse(
                server.requests().stream().anyMatch(line -> line.startsWith("PUT") || line.startsWith("POST")),
                "nothing is sent there");
    }

    @Test
    void aPageToWhichEverythingIsRedirectedIsNamedByItsOwnAddress() throws Exception {
        server.failing(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/login")) {
                return page(exchange, 200);
            }
            exchange.getResponseHeaders().set("Location", "/login?back=secret");
            RegistryServer.reply(exchange, 302, new byte[0]);
            return true;
        });
        assertEquals(
                "HOST/team/app: cannot look for the manifest v1: status 200 from http://HOST/login?… " + HINT,
                refused(images.image("one")));
    }

    @Test
    void somethingElseThatAnswersEverythingIsNoRegistry() throws Exception {
        server.failing(RegistryServer.times(999, "GET", "/v2/", 200, "application/json", "{}"))
                .failing(RegistryServer.times(999, "HEAD", "/v2/", 200, "application/json", "{}"));
        String message = refused(images.image("one"));
        assertTrue(
                message.startsWith("HOST/team/app: cannot look for the blob sha256:")
                        && message.contains(": what is answered is another, " + Digest.of("{}") + ": status 200 from")
                        && message.contains(
                                " ({}); is there a registry at this address, or a proxy in between? A blob"),
                message);
    }

    @Test
    void createdForEverythingIsNoRegistry() throws Exception {
        server.failing(exchange -> {
            RegistryServer.reply(exchange, 201, new byte[0]);
            return true;
        });
        assertEquals(
                "HOST/team/app: cannot look for the manifest v1: status 201 from http://HOST/v2/team/app/manifests/v1;"
                        + " is there a registry at this address, or a proxy in between?",
                refused(images.image("one")));
    }

    @Test
    void whoTakesBlobsAndHasThemNotIsFoundOut() throws Exception {
        server.failing(RegistryServer.times(99, "PUT", "/uploads/", 201, "text/plain", ""));
        String message = refused(images.image("one"));
        assertEquals(
                "HOST/team/app: cannot store the blob DIGEST: it is not there although it was answered so: status 201 from"
                        + " http://HOST/v2/team/app/blobs/uploads/N?…; is there a registry at this address, or a proxy in"
                        + " between?",
                message.replaceAll("sha256:[0-9a-f]{64}", "DIGEST").replaceAll("uploads/\\d", "uploads/N"));
    }

    @Test
    void whoTakesManifestsAndHasThemNotIsFoundOut() throws Exception {
        server.failing(RegistryServer.times(99, "PUT", "/manifests/", 201, "text/plain", ""));
        assertEquals(
                "HOST/team/app: cannot store the manifest v1: it is not there although it was answered so: status 201 from"
                        + " http://HOST/v2/team/app/manifests/v1; is there a registry at this address, or a proxy in between?",
                refused(images.image("one")));
    }

    @Test
    void aManifestThatSomebodyHasWrittenAnewIsFoundOut() throws Exception {
        server.namesDigests = false;
        server.failing(exchange -> {
            boolean read = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().endsWith("/manifests/v1")
                    && server.manifest("team/app", "v1").isPresent();
            if (read) {
                exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
                RegistryServer.reply(exchange, 200, "{\"schemaVersion\": 2}".getBytes(StandardCharsets.UTF_8));
            }
            return read;
        });
        assertTrue(
                refused(images.image("one"))
                        .startsWith("HOST/team/app: cannot store the manifest v1: it is not there although it was"
                                + " answered so: status 201"),
                "it was stored otherwise");
    }

    @Test
    void aPageInAnswerToManifestsAloneIsFoundOut() throws Exception {
        server.failing(exchange -> exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().contains("/manifests/")
                && page(exchange, 200));
        assertEquals(
                "HOST/team/app: cannot store the manifest v1: it is not there although it was answered so: status 200 from"
                        + " http://HOST/v2/team/app/manifests/v1 " + HINT,
                refused(images.image("one")));
    }

    @Test
    void aRegistryThatNamesNoDigestsIsReadInstead() throws Exception {
        server.namesDigests = false;
        ImageContents image = images.imageForTwo("one");
        assertEquals(4, push(image, "v1").uploaded());
        server.forget();
        beginAnotherBuild();
        assertTrue(push(image, "v1").unchanged());
        assertEquals(
                List.of(
                        "HEAD /v2/ -> 200",
                        "HEAD /v2/team/app/manifests/v1 -> 200",
                        "GET /v2/team/app/manifests/v1 -> 200"),
                server.requests());
    }

    @Test
    void anotherStatusOfSuccessIsNoReasonToFailWhereTheManifestIsThere() throws Exception {
        for (int status : List.of(200, 202, 204)) {
            server.failing(exchange -> stored(exchange, status));
            assertFalse(push(images.image("s" + status), "v" + status).unchanged(), () -> "status " + status);
            assertTrue(push(images.image("s" + status), "v" + status).unchanged(), () -> "status " + status);
        }
    }

    @Test
    void aBlobIsLookedForByGetWhereHeadShowsNothingOrIsRefused() throws Exception {
        ImageContents image = images.image("one");
        for (int status : List.of(200, 400, 403, 405, 500, 501)) {
            String repository = "team/app" + status;
            seed(image, repository);
            server.failing(exchange -> {
                boolean head = exchange.getRequestMethod().equals("HEAD")
                        && exchange.getRequestURI().getPath().contains(repository + "/blobs/");
                if (head) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, -1);
                }
                return head;
            });
            beginAnotherBuild();
            Pushed pushed = new Push(registries, images.cache(), PushProgress.silent())
                    .push(image, repository(repository), List.of("v1"), List.of());
            assertEquals(3, pushed.present(), () -> "HEAD is answered with " + status);
            assertEquals(0, pushed.uploaded());
        }
    }

    @Test
    void aTagIsLookedForByGetWhereHeadIsRefusedAndThatIsFoundOutOnce() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1", "v2", "v3");
        server.failing(exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD")
                    && !exchange.getRequestURI().getPath().equals("/v2/");
            if (head) {
                RegistryServer.reply(exchange, 405, new byte[0]);
            }
            return head;
        });
        beginAnotherBuild();
        server.forget();
        assertTrue(push(image, "v1", "v2", "v3").unchanged());
        assertEquals(
                List.of(
                        "HEAD /v2/ -> 200",
                        "HEAD /v2/team/app/manifests/v1 -> 405",
                        "GET /v2/team/app/manifests/v1 -> 200",
                        "GET /v2/team/app/manifests/v2 -> 200",
                        "GET /v2/team/app/manifests/v3 -> 200"),
                server.requests());
    }

    @Test
    void aBlobThatIsNotThereIsUploadedThoughHeadIsRefused() throws Exception {
        server.failing(exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD")
                    && !exchange.getRequestURI().getPath().equals("/v2/");
            if (head) {
                RegistryServer.reply(exchange, 403, new byte[0]);
            }
            return head;
        });
        assertEquals(3, push(images.image("one"), "v1").uploaded());
    }

    @Test
    void aLengthThatIsNotTheBlobsIsNotBelieved() throws Exception {
        ImageContents image = images.image("one");
        Descriptor layer = image.blobs().get(1);
        server.namesDigests = false;
        server.storeBlob("team/app", layer.digest(), new byte[17]);
        String message = refused(image);
        assertTrue(
                message.startsWith("HOST/team/app: cannot look for the blob " + layer.digest()
                        + ": what is answered is another, " + Digest.of(new byte[17]) + ": status 200 from"),
                message);
    }

    @Test
    void aLargeBlobIsProvenByTheLengthThatIsNamedWithItsFirstByte() throws Exception {
        byte[] large = new byte[200_000];
        Descriptor blob = Descriptor.of("application/octet-stream", Digest.of(large), large.length);
        server.storeBlob("team/app", blob.digest(), large);
        server.failing(exchange -> {
            boolean bare = exchange.getRequestMethod().equals("HEAD")
                    && exchange.getRequestURI().getPath().contains("/blobs/");
            if (bare) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            } else if (exchange.getRequestMethod().equals("GET")) {
                assertEquals("bytes=0-0", exchange.getRequestHeaders().getFirst("Range"));
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/200000");
                RegistryServer.reply(exchange, 206, new byte[1]);
                return true;
            }
            return bare;
        });
        assertTrue(registries.toPull(repository("team/app")).hasBlob(blob));
    }

    @Test
    void aLargeBlobWithoutALengthIsReadAndHashed() throws Exception {
        byte[] large = new byte[200_000];
        large[150_000] = 1;
        Descriptor blob = Descriptor.of("application/octet-stream", Digest.of(large), large.length);
        byte[] sent = large.clone();
        server.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
                return false;
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, head ? -1 : 0);
            if (!head) {
                exchange.getResponseBody().write(sent);
                exchange.getResponseBody().close();
            }
            return true;
        });
        assertTrue(registries.toPull(repository("team/app")).hasBlob(blob));
        sent[150_000] = 2;
        beginAnotherBuild();
        IOException failure = assertThrows(
                IOException.class,
                () -> registries.toPull(repository("team/app")).hasBlob(blob));
        assertTrue(message(failure).contains(": what is answered is another, " + Digest.of(sent)), message(failure));
    }

    @Test
    void whatIsSaidToBeMountedAndIsNotIsUploaded() throws Exception {
        ImageContents image = images.image("one");
        push(image, "v1");
        for (int status : List.of(200, 201, 202, 400, 401, 403, 404, 405, 415, 500, 503)) {
            RegistryServer.Fault fault = mounts(status);
            server.failing(fault);
            beginAnotherBuild();
            String target = "other/app" + status;
            MountSource elsewhere = new MountSource(
                    repository("team/app"),
                    image.blobs().stream().map(Descriptor::digest).collect(Collectors.toSet()));
            Pushed pushed = new Push(registries, images.cache(), PushProgress.silent())
                    .push(image, repository(target), List.of("v1"), List.of(elsewhere));
            assertEquals(3, pushed.uploaded(), () -> "a mount is answered with " + status);
            for (Descriptor layer : image.blobs()) {
                assertTrue(server.blob(target, layer.digest()).isPresent(), () -> "a mount is answered with " + status);
            }
        }
    }

    @Test
    void aRegistryThatMountsNothingIsNotAskedAgain() throws Exception {
        ImageContents image = images.imageForTwo("one");
        push(image, "v1");
        server.failing(mounts(405));
        beginAnotherBuild();
        server.forget();
        Copies copies = new Copies(registries);
        copies.known(image, repository("team/app"));
        copies.copy(image, repository("team/app"), repository("a/b"), Optional.of("v1"), PushProgress.silent());
        copies.copy(image, repository("team/app"), repository("a/c"), Optional.of("v1"), PushProgress.silent());
        long mounts = server.requests().stream()
                .filter(line -> line.endsWith("-> 405"))
                .count();
        assertTrue(mounts >= 1 && mounts <= 4, () -> mounts + " mounts, of four blobs at once at most");
    }

    private static RegistryServer.Fault mounts(int status) {
        return exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (!exchange.getRequestMethod().equals("POST")
                    || !query.contains("mount=")
                    || !(status == 405 || exchange.getRequestURI().getPath().contains("app" + status + "/"))) {
                return false;
            }
            exchange.getResponseHeaders()
                    .set(
                            "Docker-Content-Digest",
                            query.replaceFirst("mount=", "").replaceFirst("&.*", ""));
            RegistryServer.reply(exchange, status, new byte[0]);
            return true;
        };
    }

    /** Stores what is put, and answers with another status. */
    private boolean stored(HttpExchange exchange, int status) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("PUT") || !path.endsWith("/manifests/v" + status)) {
            return false;
        }
        server.store(
                "team/app",
                "v" + status,
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(status, -1);
        return true;
    }

    private void seed(ImageContents image, String repository) throws IOException {
        Stream.concat(image.blobs().stream(), image.documents().stream().map(document -> document.descriptor()))
                .forEach(blob -> {
                    try {
                        server.storeBlob(repository, blob.digest(), bytes(image, blob.digest()));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private byte[] bytes(ImageContents image, Digest digest) throws IOException {
        for (Document document : image.documents()) {
            if (document.descriptor().digest().equals(digest)) {
                return document.bytes();
            }
        }
        return Files.readAllBytes(images.cache().find(digest).orElseThrow());
    }

    private static boolean page(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        RegistryServer.reply(exchange, status, PAGE.getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private String refused(ImageContents image) {
        return message(assertThrows(IOException.class, () -> push(image, "v1")));
    }
}
