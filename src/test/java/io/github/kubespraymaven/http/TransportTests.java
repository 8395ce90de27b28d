package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.breakingOff;
import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.silence;
import static io.github.kubespraymaven.http.ScriptedServer.stalling;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds whichever of the JDK's clients speaks. */
abstract class TransportTests {
    private static final Limits SHORT = new Limits(4, Duration.ofSeconds(10), Duration.ofMillis(300), Retries.usual());

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Http http = new HttpTransport(settings(), pauses::add);
    private ScriptedServer server;

    abstract ScriptedServer started() throws IOException;

    abstract HttpSettings settings();

    @BeforeEach
    void start() throws IOException {
        server = started();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerComesWithItsStatusItsFieldsAndItsBody() throws IOException {
        server.on("/a", whole("hello", "ETag", "\"1\""));

        try (Response response = http.send(Request.get(server.uri("/a?b=c")))) {
            assertEquals(200, response.status());
            assertEquals("\"1\"", response.headers().first("etag").orElseThrow());
            assertEquals("hello", text(response));
        }
        assertEquals(List.of("GET /a?b=c"), server.requests());
    }

    @Test
    void aBusyServerIsAskedAgainAfterTheTimeItAskedFor() throws IOException {
        server.on("/a", status(503, "Retry-After", "7"), status(429, "Retry-After", "2"), whole("now"));

        assertEquals("now", get("/a"));
        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(2)), pauses);
    }

    @Test
    void aServerThatAsksForTooMuchPatienceIsTakenAtItsWord() throws IOException {
        server.on("/a", status(429, "Retry-After", "3600"), whole("not reached"));

        try (Response response = http.send(Request.get(server.uri("/a")))) {
            assertEquals(429, response.status());
        }
        assertEquals(List.of(), pauses);
    }

    @Test
    void aFailingServerIsAskedFourTimesAndThenBelieved() throws IOException {
        server.on("/a", status(500));

        try (Response response = http.send(Request.get(server.uri("/a")))) {
            assertEquals(500, response.status());
        }
        assertEquals(4, server.requests().size());
        assertEquals(3, pauses.size());
    }

    @Test
    void whatIsNotIdempotentIsSentAgainOnlyIfItWasNotDone() throws IOException {
        server.on("/fails", status(500), status(201));
        server.on("/busy", status(503), status(201));

        try (Response failed = http.send(Request.of("POST", server.uri("/fails")));
                Response done = http.send(Request.of("POST", server.uri("/busy")))) {
            assertEquals(500, failed.status());
            assertEquals(201, done.status());
        }
        assertEquals(
                List.of("POST /fails", "POST /busy", "POST /busy"),
                server.requests().stream()
                        .map(line -> line.replaceFirst(" Content-Type=.*", ""))
                        .toList());
    }

    @Test
    void aConnectionThatClosesWithoutAnAnswerIsTriedAgain() throws IOException {
        server.on("/a", (exchange, closing) -> exchange.close(), whole("now"));

        assertEquals("now", get("/a"));
    }

    @Test
    void aPostThatGetsNoAnswerOnAConnectionThatWasKeptIsNotSentAgain() throws IOException {
        server.on("/a", status(201), (exchange, closing) -> exchange.close());
        Request post = Request.of("POST", server.uri("/a"));

        http.send(post).discard();

        assertThrows(IOException.class, () -> http.send(post));
        assertEquals(2, server.requests().size());
    }

    @Test
    void whoRefusesABodySaysWhatItWants() throws IOException {
        server.on("/a", status(401, "WWW-Authenticate", "Basic realm=\"a\""));

        try (Response response =
                http.send(Request.of("PUT", server.uri("/a")).with(body("bytes")))) {
            assertEquals(401, response.status());
            assertEquals(
                    "Basic realm=\"a\"",
                    response.headers().first("WWW-Authenticate").orElseThrow());
        }
        assertEquals(List.of("PUT /a [bytes]"), server.requests());
    }

    @Test
    void aBodyThatIsNotAsLongAsItWasSaidToBeIsNeverSentToItsEnd() {
        server.on("/a", status(201));
        Http once = once();

        for (long size : new long[] {4, 6}) {
            IOException e = assertThrows(
                    IOException.class,
                    () -> once.send(Request.of("PUT", server.uri("/a")).with(body("bytes", size))));
            assertTrue(e.toString().contains(server.uri("/a") + ": "), e.getMessage());
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aBodyThatCannotBeReadIsAnErrorWithItsReason() {
        server.on("/a", status(201));
        Request.Body unreadable = new Request.Body() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        IOException e = assertThrows(
                IOException.class,
                () -> once().send(Request.of("PUT", server.uri("/a")).with(unreadable)));

        assertEquals(server.uri("/a") + ": the disk is gone", e.getMessage());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void nobodyThereIsAnErrorThatNamesTheAddressAndNoSecret() {
        URI bare = server.uri("/a");
        server.close();
        URI uri = URI.create(withLogin(bare, "user:geheim") + "?token=geheim");

        IOException e = assertThrows(IOException.class, () -> http.send(Request.get(uri)));

        assertTrue(
                e.toString().contains(bare + "?…: no connection, it was refused"),
                e.getMessage());
        assertFalse(e.toString().contains("geheim"));
        assertEquals(3, pauses.size());
    }

    @Test
    void userInformationIsSentAsBasicCredentials() throws IOException {
        server.on("/a", whole("x"));

        get(withLogin(server.uri("/a"), "user:p%40ss+"));

        // base64 of "user:p@ss+"
        assertEquals(List.of("GET /a Authorization=Basic dXNlcjpwQHNzKw=="), server.requests());
    }

    @Test
    void aRedirectWithinOneServerKeepsTheCredentials() throws IOException {
        server.on("/a", redirect(302, URI.create("/b?x=%20y"))).on("/b", whole("there"));

        try (Response response = http.send(Request.get(server.uri("/a")).with("Authorization", "Bearer t"))) {
            assertEquals(server.uri("/b?x=%20y"), response.uri());
            assertEquals("there", text(response));
        }
        assertEquals(
                List.of("GET /a Authorization=Bearer t", "GET /b?x=%20y Authorization=Bearer t"), server.requests());
    }

    @Test
    void aRedirectToAnotherServerTakesNoCredentials() throws IOException {
        try (ScriptedServer other = started()) {
            other.on("/b", whole("there"));
            server.on("/a", redirect(307, other.uri("/b"))).on("/c", redirect(307, other.uri("/b")));

            http.send(Request.get(server.uri("/a")).with("authorization", "Bearer t"))
                    .close();
            get(withLogin(server.uri("/c"), "user:pass"));

            assertEquals(List.of("GET /b", "GET /b"), other.requests());
        }
    }

    @Test
    void aSeeOtherIsFollowedWithoutTheBodyAndATemporaryRedirectWithIt() throws IOException {
        server.on("/see", redirect(303, server.uri("/b"))).on("/temporary", redirect(307, server.uri("/b")));
        server.on("/b", status(201));
        Request.Body body = body("bytes");

        http.send(Request.of("PUT", server.uri("/see"))
                        .with("Content-Type", "text/plain")
                        .with(body))
                .close();
        http.send(Request.of("PUT", server.uri("/temporary")).with(body)).close();

        assertEquals(
                List.of(
                        "PUT /see Content-Type=text/plain [bytes]",
                        "GET /b",
                        "PUT /temporary [bytes]",
                        "PUT /b [bytes]"),
                server.requests());
    }

    @Test
    void aCircleOfRedirectsEnds() {
        server.on("/a", redirect(301, server.uri("/a")));

        IOException e = assertThrows(IOException.class, () -> get("/a"));

        assertEquals(server.uri("/a") + ": more than 10 redirects, the last to " + server.uri("/a"), e.getMessage());
        assertEquals(11, server.requests().size());
    }

    @Test
    void aBodyThatBreaksOffIsAnErrorThatSaysWhere() throws IOException {
        CountDownLatch arrived = new CountDownLatch(1);
        server.on("/a", breakingOff(new byte[1000], 100, arrived));

        try (Response response = http.send(Request.get(server.uri("/a")))) {
            response.body().readNBytes(100);
            arrived.countDown();
            IOException e =
                    assertThrows(IOException.class, () -> response.body().readAllBytes());
            assertTrue(
                    e.toString().contains(server.uri("/a") + ": the connection broke after 100 bytes"), e.getMessage());
        }
    }

    @Test
    void aBodyThatStallsIsAnErrorAndNoWaitForEver() throws IOException {
        server.on("/a", stalling(new byte[1000], 100));
        Http impatient = new HttpTransport(settings().withLimits(SHORT), pauses::add);

        try (Response response = impatient.send(Request.get(server.uri("/a")))) {
            IOException e =
                    assertThrows(IOException.class, () -> response.body().readAllBytes());
            assertEquals(server.uri("/a") + ": the server sent nothing for 0.3 s, after 100 bytes", e.getMessage());
        }
    }

    @Test
    void aServerThatNeverAnswersIsAnErrorAndNoWaitForEver() {
        server.on("/a", silence());
        Http impatient = new HttpTransport(settings().withLimits(SHORT), pauses::add);

        IOException e = assertThrows(IOException.class, () -> impatient.send(Request.get(server.uri("/a"))));

        assertEquals(server.uri("/a") + ": the server did not answer for 0.3 s", e.getMessage());
    }

    @Test
    void aSlowUploadIsNotTakenForASilentServer() throws IOException {
        server.on("/a", status(201));
        Limits second = new Limits(4, Duration.ofSeconds(10), Duration.ofSeconds(1), Retries.usual());
        Http impatient = new HttpTransport(settings().withLimits(second), pauses::add);
        byte[] bytes = "0123456789".getBytes(StandardCharsets.UTF_8);
        CountDownLatch never = new CountDownLatch(1);
        Request.Body slow = new Request.Body() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        try {
                            assertFalse(never.await(150, TimeUnit.MILLISECONDS));
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return in.read(buffer, offset, Math.min(1, length));
                    }
                };
            }
        };

        try (Response response =
                impatient.send(Request.of("PUT", server.uri("/a")).with(slow))) {
            assertEquals(201, response.status());
        }
    }

    @Test
    void noMoreExchangesWithAHostAreUnderWayThanAllowed() throws Exception {
        Limits two = new Limits(2, Duration.ofSeconds(10), Duration.ofSeconds(10), Retries.usual());
        Http narrow = new HttpTransport(settings().withLimits(two), pauses::add);
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.on("/a", (exchange, closing) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            exchange.sendResponseHeaders(200, 4);
            open.decrementAndGet();
            exchange.getResponseBody().write("done".getBytes(StandardCharsets.UTF_8));
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(threads.submit(() -> {
                try (Response response = narrow.send(Request.get(server.uri("/a")))) {
                    return text(response);
                }
            }));
        }
        for (Future<String> answer : answers) {
            assertEquals("done", answer.get());
        }
        threads.shutdown();

        assertTrue(most.get() <= 2, "at once: " + most);
    }

    @Test
    void offlineOnlyThisMachineIsAsked() throws IOException {
        server.on("/a", whole("here"));
        Http offline = new HttpTransport(settings().withOffline(true), pauses::add);

        try (Response response = offline.send(Request.get(server.uri("/a")))) {
            assertEquals("here", text(response));
        }
        OfflineException e = assertThrows(
                OfflineException.class,
                () -> offline.send(Request.get(URI.create("https://user:geheim@files.example/a.deb"))));
        assertEquals("Maven is offline, and https://files.example/a.deb is not in the cache", e.getMessage());
        assertEquals(List.of(), pauses);
    }

    @Test
    void aHeadThatIsTooLongIsRefused() {
        server.on("/a", status(200, "X-Long", "x".repeat(300_000)));

        IOException e = assertThrows(IOException.class, () -> get("/a"));

        assertTrue(e.toString().contains(server.uri("/a").toString()), e.getMessage());
    }

    private String get(String path) throws IOException {
        return get(server.uri(path));
    }

    private String get(URI uri) throws IOException {
        try (Response response = http.send(Request.get(uri))) {
            return text(response);
        }
    }

    private static String text(Response response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Http once() {
        Limits limits = new Limits(
                4, Duration.ofSeconds(10), Duration.ofSeconds(10), Retries.of(1, Duration.ZERO, Duration.ZERO));
        return new HttpTransport(settings().withLimits(limits), pauses::add);
    }

    private static URI withLogin(URI uri, String login) {
        return URI.create(uri.toString().replace("://", "://" + login + "@"));
    }

    private static Request.Body body(String text) {
        return body(text, text.length());
    }

    private static Request.Body body(String text, long size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Request.Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
