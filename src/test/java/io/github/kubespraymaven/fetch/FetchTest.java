package io.github.kubespraymaven.fetch;

import static io.github.kubespraymaven.http.ScriptedServer.breakingOff;
import static io.github.kubespraymaven.http.ScriptedServer.ranges;
import static io.github.kubespraymaven.http.ScriptedServer.stalling;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.FetchException.UnavailableFilesException;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.http.Retries;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
    private static final HttpSettings SETTINGS = HttpSettings.usual()
            .withLimits(new Limits(
                    8,
                    Duration.ofSeconds(10),
                    Duration.ofMillis(500),
                    new Retries(2, 2, Duration.ofMillis(1), Duration.ofMillis(1))));

    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(BYTES);

    @TempDir
    Path directory;

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch arrived = new CountDownLatch(1);
    private ScriptedServer server;
    private Fetch fetch;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        fetch = fetch(SETTINGS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileComesOnceOverTheNetworkAndThenFromTheCache() throws IOException {
        server.on("/a", whole(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
        assertArrayEquals(BYTES, Files.readAllBytes(fetch(SETTINGS).file(download("/a"))));
        assertEquals(List.of("GET /a"), server.requests());
        assertEquals("[Started, Advanced 10, Finished 10, Reused]", steps.toString());
    }

    @Test
    void aSizeThatNobodyKnewIsToldAsSoonAsTheServerSaysIt() throws IOException {
        server.on("/a", whole(BYTES));

        fetch.file(new Download("a", List.of(server.uri("/a")), DIGEST, OptionalLong.empty()));
        assertEquals("[Started, Sized 10, Advanced 10, Finished 10]", steps.toString());
    }

    @Test
    void allDigestsOfTheFieldAreKnown() throws IOException {
        server.on("/a", whole(BYTES));
        for (Algorithm algorithm : Algorithm.values()) {
            Digest digest = Digest.of(algorithm, algorithm.start().digest(BYTES));
            assertArrayEquals(
                    BYTES,
                    Files.readAllBytes(
                            fetch.file(new Download("a", List.of(server.uri("/a")), digest, OptionalLong.empty()))));
        }
    }

    @Test
    void aBodyThatBreaksOffIsGoneOnWithWhereItBroke() throws IOException {
        server.on("/a", breakingOff(BYTES, 4, arrived), ranges(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
        assertEquals(List.of("GET /a", "GET /a Range=bytes=4-"), server.requests());
    }

    @Test
    void aBodyThatStallsIsGoneOnWithToo() throws IOException {
        server.on("/a", stalling(BYTES, 4), ranges(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
        assertEquals(List.of("GET /a", "GET /a Range=bytes=4-"), server.requests());
    }

    @Test
    void goingOnHoldsOnlyForTheSameState() throws IOException {
        byte[] other = "abcdefghij".getBytes(StandardCharsets.UTF_8);
        server.on("/a", breakingOff(other, 4, arrived, "ETag", "\"old\""), ranges(BYTES, "ETag", "\"new\""));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
        assertEquals(List.of("GET /a", "GET /a Range=bytes=4- If-Range=\"old\""), server.requests());
    }

    @Test
    void aWeakMarkIsNoMarkForARange() throws IOException {
        server.on(
                "/a",
                breakingOff(BYTES, 4, arrived, "ETag", "W/\"x\"", "Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"),
                ranges(BYTES));

        fetch.file(download("/a"));
        assertEquals("GET /a Range=bytes=4-", server.requests().get(1));
    }

    @Test
    void aServerThatIgnoresRangesSendsAllAgain() throws IOException {
        server.on("/a", breakingOff(BYTES, 4, arrived), whole(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
    }

    @Test
    void aServerThatSendsAnotherRangeIsAskedFromTheStart() throws IOException {
        server.on(
                "/a",
                breakingOff(BYTES, 4, arrived),
                (exchange, closing) -> {
                    exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/10");
                    exchange.sendResponseHeaders(206, 5);
                    exchange.getResponseBody().write(BYTES, 5, 5);
                },
                whole(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/a"))));
        assertEquals(List.of("GET /a", "GET /a Range=bytes=4-", "GET /a"), server.requests());
    }

    @Test
    void aBodyThatBreaksOffAgainAndAgainIsGivenUp() {
        server.on("/a", breakingOff(BYTES, 0));

        UnavailableFilesException e = assertThrows(UnavailableFilesException.class, () -> fetch.file(download("/a")));

        assertTrue(
                e.toString()
                        .contains("files that could not be fetched (1 of 1):\n  a: " + server.uri("/a")
                                + ": the connection broke after 0 bytes"),
                e.getMessage());
        assertEquals(5, server.requests().size());
    }

    @Test
    void wrongBytesLeadToTheNextSource() throws IOException {
        server.on("/wrong", whole("9876543210")).on("/right", whole(BYTES));

        assertArrayEquals(BYTES, Files.readAllBytes(fetch.file(download("/gone", "/wrong", "/right"))));
        assertEquals(List.of("GET /gone", "GET /wrong", "GET /right"), server.requests());
        assertEquals(1, filesInTheCache());
    }

    @Test
    void whatNoSourceHasIsNamedWithEachReasonAndNothingIsKept() throws IOException {
        server.on("/wrong", whole("9876543210")).on("/html", whole("<html>please log in</html>"));
        server.on("/busy", status(503));

        UnavailableFilesException e = assertThrows(
                UnavailableFilesException.class, () -> fetch.file(download("/gone", "/wrong", "/html", "/busy")));

        String host = "127.0.0.1:" + server.port();
        assertEquals(
                """
                files that could not be fetched (1 of 1):
                  a: http://%1$s/gone: 404 (not found); a from %1$s: wanted %2$s, got %3$s; \
                a from %1$s: wanted 10 bytes, got 26 bytes; http://%1$s/busy: 503 (not available now)"""
                        .formatted(host, DIGEST, Digest.of("9876543210")),
                e.getMessage());
        assertEquals(0, filesInTheCache());
    }

    @Test
    void aServerThatNeverStopsIsCutOff() throws IOException {
        server.on("/a", (exchange, closing) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(new byte[1000]);
            }
        });

        UnavailableFilesException e = assertThrows(UnavailableFilesException.class, () -> fetch.file(download("/a")));

        assertTrue(e.toString().endsWith("wanted 10 bytes, got more"), e.getMessage());
    }

    @Test
    void manyComeAndThoseThatDoNotAreAllNamed() throws IOException {
        List<Download> downloads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] bytes = ("file " + i).getBytes(StandardCharsets.UTF_8);
            if (i % 10 != 3) {
                server.on("/" + i, whole(bytes));
            }
            downloads.add(new Download(
                    "file-" + i, List.of(server.uri("/" + i)), Digest.of(bytes), OptionalLong.of(bytes.length)));
        }

        UnavailableFilesException e = assertThrows(UnavailableFilesException.class, () -> fetch.files(downloads));

        assertEquals(
                """
                files that could not be fetched (2 of 20):
                  file-3: %s: 404 (not found)
                  file-13: %s: 404 (not found)"""
                        .formatted(server.uri("/3"), server.uri("/13")),
                e.getMessage());
        assertEquals(18, filesInTheCache());

        server.on("/3", whole("file 3")).on("/13", whole("file 13"));
        Map<Digest, Path> files = fetch.files(downloads);
        assertEquals(20, files.size());
        assertEquals("file 13", Files.readString(files.get(Digest.of("file 13"))));
    }

    @Test
    void nothingToFetchIsFetched() throws IOException {
        assertEquals(Map.of(), fetch.files(List.of()));
    }

    @Test
    void theSameFileIsAskedForOnceByHoweverMany() throws Exception {
        server.on("/a", whole(BYTES));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Path>> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(threads.submit(() -> fetch.file(download("/a"))));
        }
        for (Future<Path> file : files) {
            assertArrayEquals(BYTES, Files.readAllBytes(file.get()));
        }
        threads.shutdown();
        assertEquals(List.of("GET /a"), server.requests());
    }

    @Test
    void offlineEverythingThatIsMissingIsNamedWithoutSecrets() throws IOException {
        server.on("/a", whole(BYTES));
        fetch.file(download("/a"));
        Fetch offline = fetch(SETTINGS.withOffline(true));

        UnavailableFilesException e = assertThrows(
                UnavailableFilesException.class,
                () -> offline.files(List.of(
                        download("/a"),
                        elsewhere("b.deb", "https://user:geheim@files.example/pool/b.deb"),
                        elsewhere("c.whl", "https://files.example/c.whl?token=geheim"))));

        assertEquals(
                """
                Maven is offline, and these files are not in the cache (2 of 3); build once without -o:
                  b.deb (https://files.example/pool/b.deb)
                  c.whl (https://files.example/c.whl?…)""",
                e.getMessage());
    }

    @Test
    void aCacheThatCannotBeWrittenIsTheErrorAndNotTheFile() throws IOException {
        server.on("/a", whole(BYTES)).on("/b", whole(BYTES));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("drafts"), "in the way");

        CacheException e = assertThrows(CacheException.class, () -> fetch.files(List.of(download("/a", "/b"))));

        assertTrue(e.toString().contains("the cache " + directory + " cannot be used: "), e.getMessage());
        assertFalse(server.requests().contains("GET /b"));
    }

    private Fetch fetch(HttpSettings settings) {
        Cache cache = new Cache(directory);
        return new Fetch(
                new HttpTransport(settings, time -> {}), cache.blobs(), cache.records(), this::note, 4, time -> {});
    }

    private void note(Progress.Step step) {
        steps.add(draw(step));
        if (step instanceof Progress.Step.Advanced) {
            arrived.countDown();
        }
    }

    private static String draw(Progress.Step step) {
        String name = step.getClass().getSimpleName();
        if (step instanceof Progress.Step.Sized sized) {
            return name + " " + sized.bytes();
        }
        if (step instanceof Progress.Step.Advanced advanced) {
            return name + " " + advanced.bytes();
        }
        return step instanceof Progress.Step.Finished finished ? name + " " + finished.bytes() : name;
    }

    private Download download(String... paths) {
        List<URI> sources = Stream.of(paths).map(server::uri).toList();
        return new Download("a", sources, DIGEST, OptionalLong.of(BYTES.length));
    }

    private static Download elsewhere(String what, String uri) {
        return new Download(what, List.of(URI.create(uri)), Digest.of(what), OptionalLong.empty());
    }

    private long filesInTheCache() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
