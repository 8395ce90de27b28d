package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of blobs on lines that break. */
class BlobTransferTest {
    private static final int MEBI = 1 << 20;

    /** Three pieces. */
    private static final byte[] LARGE = bytes(20 * MEBI);

    private RegistryServer server;
    private RemoteRepository repository;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        Registries registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of());
        repository = registries.toPush(new Repository(server.host(), "team/app"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLargeBlobThatAFrontDoesNotTakeInOnePieceIsSentInPieces() throws Exception {
        server.failing(RegistryServer.once("PUT", "/uploads/", 413, "text/html", "<html>too large</html>"));
        upload(LARGE);
        assertEquals(
                List.of(
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> 413",
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PATCH /v2/team/app/blobs/uploads/… -> 202",
                        "PATCH /v2/team/app/blobs/uploads/… -> 202",
                        "PATCH /v2/team/app/blobs/uploads/… -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> 201"),
                requests());
        assertArrayEquals(LARGE, stored());
    }

    @Test
    void ofAPieceThatBrokeOffOnlyWhatIsMissingIsSentAgain() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger patches = new AtomicInteger();
        server.failing(RegistryServer.once("PUT", "/uploads/", 413, "text/plain", ""), exchange -> {
            if (!exchange.getRequestMethod().equals("PATCH")) {
                return false;
            }
            if (patches.incrementAndGet() == 2) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                server.append(exchange.getRequestURI().getPath(), Arrays.copyOf(body, MEBI));
                RegistryServer.reply(exchange, 500, new byte[0]);
                return true;
            }
            sent.addAndGet(Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length")));
            return false;
        });
        upload(LARGE);
        assertEquals(19 * MEBI, sent.get());
        assertArrayEquals(LARGE, stored());
    }

    @Test
    void anUploadThatTheRegistryHasLostIsBegunAnew() throws Exception {
        AtomicInteger patches = new AtomicInteger();
        server.failing(RegistryServer.once("PUT", "/uploads/", 413, "text/plain", ""), exchange -> {
            if (exchange.getRequestMethod().equals("PATCH") && patches.incrementAndGet() == 3) {
                server.loseUploads();
                RegistryServer.reply(exchange, 404, new byte[0]);
                return true;
            }
            return false;
        });
        upload(LARGE);
        assertEquals(6, patches.get());
        assertArrayEquals(LARGE, stored());
    }

    @Test
    void piecesAreAsLargeAsTheRegistryWishes() throws Exception {
        server.failing(RegistryServer.once("PUT", "/uploads/", 413, "text/plain", ""), exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("OCI-Chunk-Min-Length", Integer.toString(12 * MEBI));
            }
            return false;
        });
        upload(LARGE);
        assertEquals(
                2, requests().stream().filter(line -> line.startsWith("PATCH")).count());
    }

    @Test
    void aMountWhoseConnectionBreaksIsNoFailure() throws Exception {
        server.failing(exchange -> exchange.getRequestMethod().equals("POST") && broken(exchange));
        assertFalse(repository.mount(descriptor(LARGE), new Repository(server.host(), "team/other")));
    }

    @Test
    void aStreamGoesOnWhereItBrokeEvenWithoutRanges() throws Exception {
        server.storeBlob("team/app", Digest.of(LARGE), LARGE);
        AtomicInteger answers = new AtomicInteger();
        server.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
                return false;
            }
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE, 0, Math.min(LARGE.length, answers.incrementAndGet() * 8 * MEBI));
            exchange.getResponseBody().flush();
            return true;
        });
        try (InputStream in = repository.open(descriptor(LARGE))) {
            assertArrayEquals(LARGE, in.readAllBytes());
        }
        assertEquals(3, answers.get());
    }

    @Test
    void theLastBytesOfAWrongBlobAreNeverGivenAway() throws Exception {
        byte[] other = LARGE.clone();
        other[10 * MEBI] ^= 1;
        server.storeBlob("team/app", Digest.of(LARGE), other);
        long given = 0;
        try (InputStream in = repository.open(descriptor(LARGE))) {
            byte[] buffer = new byte[4096];
            while (true) {
                given += in.read(buffer);
            }
        } catch (DigestMismatchException e) {
            assertEquals(
                    "HOST/team/app@" + Digest.of(LARGE) + ": wanted " + Digest.of(LARGE) + ", got " + Digest.of(other),
                    String.valueOf(e.getMessage()).replace(server.host(), "HOST"));
        }
        assertEquals(true, given < LARGE.length);
    }

    @Test
    void aBlobThatIsLongerThanItsDescriptorSaysIsRefused() {
        server.storeBlob("team/app", Digest.of("four"), "four+".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Descriptor four = Descriptor.of(MediaTypes.LAYER, Digest.of("four"), 4);
        RegistryException failure = assertThrows(
                RegistryException.class, () -> repository.open(four).readAllBytes());
        assertEquals(
                "HOST/team/app: cannot read the blob DIGEST: what is answered is not its 4 bytes: status 200 from"
                        + " http://HOST/v2/team/app/blobs/DIGEST (four+); is there a registry at this address, or a"
                        + " proxy in between?",
                String.valueOf(failure.getMessage())
                        .replace(server.host(), "HOST")
                        .replace(Digest.of("four").toString(), "DIGEST"));
    }

    @Test
    void aPageInPlaceOfABlobIsCalledOneAndAskedForOnce() {
        int[] asked = {0};
        server.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
                return false;
            }
            asked[0]++;
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            RegistryServer.reply(
                    exchange,
                    200,
                    "<html><title>Log in</title></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return true;
        });
        RegistryException failure = assertThrows(
                RegistryException.class,
                () -> repository.open(descriptor(LARGE)).readAllBytes());
        assertEquals(
                "HOST/team/app: cannot read the blob DIGEST: what is answered is not its 20971520 bytes: status 200 from"
                        + " http://HOST/v2/team/app/blobs/DIGEST (an HTML page 'Log in'; is there a registry at this"
                        + " address, or a login page or proxy in between?)",
                String.valueOf(failure.getMessage())
                        .replace(server.host(), "HOST")
                        .replace(Digest.of(LARGE).toString(), "DIGEST"));
        assertEquals(1, asked[0]);
    }

    @Test
    void aPageOfABlobsLengthIsCalledOneToo() {
        byte[] page = "<html></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        server.failing(RegistryServer.times(9, "GET", "/blobs/", 200, "text/html", "<html></html>"));
        Descriptor blob = Descriptor.of(MediaTypes.LAYER, Digest.of("another"), page.length);
        DigestMismatchException failure = assertThrows(
                DigestMismatchException.class, () -> repository.open(blob).readAllBytes());
        assertEquals(
                "HOST/team/app@WANTED: wanted WANTED, got GOT, an HTML page; is a login page or proxy in between?",
                String.valueOf(failure.getMessage())
                        .replace(server.host(), "HOST")
                        .replace(Digest.of("another").toString(), "WANTED")
                        .replace(Digest.of(page).toString(), "GOT"));
    }

    @Test
    void aConnectionThatBreaksAfterTheLastByteBreaksNothing() throws Exception {
        byte[] blob = Arrays.copyOf(LARGE, 1000);
        InputStream breaking = new FilterInputStream(new ByteArrayInputStream(blob)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return broken(in.read(buffer, offset, length));
            }

            @Override
            public int read() throws IOException {
                return broken(in.read());
            }

            private int broken(int result) throws IOException {
                if (result < 0) {
                    throw new IOException("the last chunk never came");
                }
                return result;
            }
        };
        Http http = request -> new Response(200, request.uri(), name -> Optional.empty(), breaking);
        RemoteRepository remote = new Registries(http, GivenLogins.none(), Set.of())
                .toPull(new Repository("registry.example", "team/app"));
        try (InputStream in = remote.open(descriptor(blob))) {
            assertArrayEquals(blob, in.readAllBytes());
        }
    }

    @Test
    void aBodyThatEndsEarlyThoughItsLengthIsRightIsGoneOnWithAndThenGivenUp() {
        server.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
                return false;
            }
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE, 0, 5);
            exchange.getResponseBody().flush();
            return true;
        });
        IOException failure = assertThrows(
                IOException.class, () -> repository.open(descriptor(LARGE)).readAllBytes());
        assertTrue(String.valueOf(failure.getMessage()).contains("broke"), failure.getMessage());
    }

    @Test
    void aManifestThatBreaksOffIsReadAgain() throws Exception {
        byte[] manifest = "{\"schemaVersion\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        server.store("team/app", "v1", MediaTypes.MANIFEST, manifest);
        AtomicInteger broken = new AtomicInteger();
        server.failing(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/manifests/") || broken.incrementAndGet() > 2) {
                return false;
            }
            exchange.sendResponseHeaders(200, manifest.length);
            exchange.getResponseBody().write(manifest, 0, 7);
            exchange.getResponseBody().flush();
            return true;
        });
        assertArrayEquals(manifest, repository.manifest("v1").orElseThrow().bytes());
    }

    /** The server closes the connection when nobody has answered. */
    private static boolean broken(HttpExchange exchange) {
        exchange.close();
        return true;
    }

    private void upload(byte[] bytes) throws IOException {
        repository.upload(descriptor(bytes), new Request.Body() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        });
    }

    private byte[] stored() {
        return server.blob("team/app", Digest.of(LARGE)).orElseThrow();
    }

    /** What was asked of the repository, without the first request, which tries out what the server speaks. */
    private List<String> requests() {
        String brief = Digest.of(LARGE).toString().substring(0, "sha256:".length() + 6);
        return server.requests().stream()
                .filter(line -> !line.startsWith("HEAD /v2/ "))
                .map(line -> line.replace(brief, "DIGEST"))
                .toList();
    }

    private static Descriptor descriptor(byte[] bytes) {
        return Descriptor.of(MediaTypes.LAYER, Digest.of(bytes), bytes.length);
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
