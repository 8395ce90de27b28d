package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries, and fronts of registries, that take blobs in one way and refuse another. */
class UploadWaysTest {
    private static final byte[] SMALL = "a config".getBytes(StandardCharsets.UTF_8);

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private RegistryServer server;
    private RemoteRepository repository;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        Registries registries =
                new Registries(new HttpTransport(HttpSettings.usual(), pauses::add), GivenLogins.none(), Set.of());
        repository = registries.toPush(new Repository(server.host(), "team/app"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 411, 413, 415, 500, 501, 502, 504})
    void whereOnePutIsRefusedItIsWhatDockerSendsAndAtOnce(int status) throws Exception {
        server.failing(exchange -> isWhole(exchange) && answered(exchange, status));
        upload(SMALL);
        assertEquals(
                List.of(
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> " + status,
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PATCH /v2/team/app/blobs/uploads/… -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> 201"),
                server.requests().stream()
                        .filter(line -> !line.startsWith("HEAD"))
                        .toList());
        assertArrayEquals(SMALL, server.blob("team/app", Digest.of(SMALL)).orElseThrow());
        assertEquals(List.of(), pauses);
    }

    @Test
    void thatIsFoundOutOnceInARun() throws Exception {
        server.failing(exchange -> isWhole(exchange) && answered(exchange, 405));
        upload(SMALL);
        server.forget();
        upload(bytes(1000));
        assertEquals(
                List.of(
                        "POST /v2/team/app/blobs/uploads/ -> 202",
                        "PATCH /v2/team/app/blobs/uploads/… -> 202",
                        "PUT /v2/team/app/blobs/uploads/… -> 201"),
                server.requests());
    }

    @Test
    void whatIsTooLargeIsSaidOfLargeBlobsAlone() throws Exception {
        server.failing(exchange -> isLarger(exchange, 1 << 20) && answered(exchange, 413));
        upload(bytes(3 << 20));
        server.forget();
        upload(SMALL);
        assertEquals(
                List.of("POST /v2/team/app/blobs/uploads/ -> 202", "PUT /v2/team/app/blobs/uploads/… -> 201"),
                server.requests());
    }

    @Test
    void piecesAreMadeAsSmallAsAFrontWantsThem() throws Exception {
        server.failing(exchange -> isLarger(exchange, 1 << 20) && answered(exchange, 413));
        byte[] large = bytes(3 << 20);
        upload(large);
        assertArrayEquals(large, server.blob("team/app", Digest.of(large)).orElseThrow());
        server.forget();
        upload(bytes((3 << 20) + 1));
        assertEquals(
                0,
                server.requests().stream().filter(line -> line.endsWith("413")).count());
    }

    @Test
    void aWholeBlobIsPatchedWithoutARangeAsDockerDoes() throws Exception {
        server.failing(
                exchange -> isWhole(exchange) && answered(exchange, 405),
                exchange -> exchange.getRequestMethod().equals("PATCH")
                        && exchange.getRequestHeaders().containsKey("Content-Range")
                        && answered(exchange, 400));
        upload(SMALL);
        assertArrayEquals(SMALL, server.blob("team/app", Digest.of(SMALL)).orElseThrow());
    }

    @Test
    void whereAllWaysAreRefusedTheFirstRefusalIsTold() {
        server.failing(
                exchange -> isWhole(exchange) && answered(exchange, 400),
                exchange -> exchange.getRequestMethod().equals("PATCH") && answered(exchange, 405));
        IOException failure = assertThrows(IOException.class, () -> upload(SMALL));
        assertTrue(String.valueOf(failure.getMessage()).contains("status 400"), failure.getMessage());
        assertTrue(String.valueOf(failure.getSuppressed()[0]).contains("status 405"), "what was tried then");
        assertEquals(1, count("PUT"));
        assertEquals(1, count("PATCH"));
    }

    @Test
    void aServerInTroubleThatTakesNoPiecesGetsTheWholeAgain() throws Exception {
        server.failing(
                RegistryServer.once("PUT", "/uploads/", 500, "text/plain", ""),
                exchange -> exchange.getRequestMethod().equals("PATCH") && answered(exchange, 405));
        upload(SMALL);
        assertArrayEquals(SMALL, server.blob("team/app", Digest.of(SMALL)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 413, 200, 201})
    void aRefusalToBeginIsNotAskedForAgain(int status) {
        server.failing(exchange -> exchange.getRequestMethod().equals("POST") && answered(exchange, status));
        assertThrows(IOException.class, () -> upload(SMALL));
        assertEquals(1, count("POST"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 504})
    void aServerInTroubleIsAskedToBeginAgain(int status) throws Exception {
        server.failing(RegistryServer.times(3, "POST", "/uploads/", status, "text/plain", ""));
        upload(SMALL);
        assertEquals(4, count("POST"));
    }

    @Test
    void aBlobWhoseAnswerWasLostIsNotSentAgain() throws Exception {
        server.failing(exchange -> {
            if (!isWhole(exchange)) {
                return false;
            }
            server.storeBlob(
                    "team/app", Digest.of(SMALL), exchange.getRequestBody().readAllBytes());
            exchange.close();
            return true;
        });
        upload(SMALL);
        assertEquals(1, count("PUT"));
        assertEquals(1, count("POST"));
    }

    @Test
    void aConnectionThatBreaksWhileABlobIsSentIsMadeUpFor() throws Exception {
        int[] broken = {3};
        server.failing(exchange -> {
            if (!isWhole(exchange) || broken[0]-- <= 0) {
                return false;
            }
            exchange.close();
            return true;
        });
        upload(SMALL);
        assertEquals(4, count("POST"));
        assertArrayEquals(SMALL, server.blob("team/app", Digest.of(SMALL)).orElseThrow());
    }

    private static boolean isWhole(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().contains("/uploads/")
                && !"0".equals(exchange.getRequestHeaders().getFirst("Content-Length"));
    }

    private static boolean isLarger(HttpExchange exchange, int limit) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length != null && Long.parseLong(length) > limit;
    }

    private static boolean answered(HttpExchange exchange, int status) throws IOException {
        RegistryServer.reply(exchange, status, new byte[0]);
        return true;
    }

    private long count(String method) {
        return server.requests().stream()
                .filter(line -> line.startsWith(method + " /v2/team/app/blobs/uploads/"))
                .count();
    }

    private void upload(byte[] bytes) throws IOException {
        repository.upload(Descriptor.of(MediaTypes.LAYER, Digest.of(bytes), bytes.length), new Request.Body() {
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

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        new Random(number).nextBytes(bytes);
        return bytes;
    }
}
