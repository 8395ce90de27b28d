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

import io.github.kubespraymaven.http.HttpException.OfflineException;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Wire.class)
class HttpTransportTest extends WireTest {
    private static final Limits SHORT = new Limits(4, Duration.ofSeconds(10), Duration.ofMillis(300), Retries.usual());

    HttpTransportTest(Wire wire) {
        super(wire);
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
    void aConnectionThatClosesWithoutAnAnswerIsTriedAgain() throws IOException {
        server.on("/a", (exchange, closing) -> exchange.close(), whole("now"));

        assertEquals("now", get("/a"));
    }

    @Test
    void nobodyThereIsAnErrorThatNamesTheAddressAndNoSecret() {
        URI bare = server.uri("/a");
        server.close();
        URI uri = URI.create(withLogin(bare, "user:geheim") + "?token=geheim");

        IOException e = assertThrows(IOException.class, () -> http.send(Request.get(uri)));

        assertTrue(e.toString().contains(bare + "?…: no connection, it was refused"), e.getMessage());
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
        try (ScriptedServer other = wire.start()) {
            other.on("/b", whole("there"));
            server.on("/a", redirect(307, other.uri("/b"))).on("/c", redirect(307, other.uri("/b")));

            http.send(Request.get(server.uri("/a")).with("authorization", "Bearer t"))
                    .close();
            get(withLogin(server.uri("/c"), "user:pass"));

            assertEquals(List.of("GET /b", "GET /b"), other.requests());
        }
    }

    /** Whoever else lives in this JVM may keep them for all. */
    @Test
    void cookiesAreNotKept() throws IOException {
        CookieHandler before = CookieHandler.getDefault();
        CookieHandler.setDefault(new CookieManager());
        try {
            server.on("/a", redirect(302, URI.create("/b"))).on("/b", whole("x", "Set-Cookie", "session=1; Path=/"));
            get("/b");
            get("/b");
            get("/a");
        } finally {
            CookieHandler.setDefault(before);
        }
        assertEquals(List.of("GET /b", "GET /b", "GET /a", "GET /b"), server.requests());
    }

    @Test
    void aWayThatLeadsBackTakesNoCredentials() throws IOException {
        try (ScriptedServer other = wire.start()) {
            other.on("/b", redirect(307, server.uri("/c")));
            server.on("/a", redirect(307, other.uri("/b"))).on("/c", whole("x"));

            get(withLogin(server.uri("/a"), "user:pass"));

            assertEquals(List.of("GET /b"), other.requests());
            assertEquals(List.of("GET /a Authorization=Basic dXNlcjpwYXNz", "GET /c"), server.requests());
        }
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
        Http impatient = new HttpTransport(wire.settings().withLimits(SHORT), pauses::add);

        try (Response response = impatient.send(Request.get(server.uri("/a")))) {
            IOException e =
                    assertThrows(IOException.class, () -> response.body().readAllBytes());
            assertEquals(server.uri("/a") + ": the server sent nothing for 0.3 s, after 100 bytes", e.getMessage());
        }
    }

    @Test
    void aServerThatNeverAnswersIsAnErrorAndNoWaitForEver() {
        server.on("/a", silence());
        Http impatient = new HttpTransport(wire.settings().withLimits(SHORT), pauses::add);

        IOException e = assertThrows(IOException.class, () -> impatient.send(Request.get(server.uri("/a"))));

        assertEquals(server.uri("/a") + ": the server did not answer for 0.3 s", e.getMessage());
    }

    @Test
    void noMoreExchangesWithAHostAreUnderWayThanAllowed() throws Exception {
        Limits two = new Limits(2, Duration.ofSeconds(10), Duration.ofSeconds(10), Retries.usual());
        Http narrow = new HttpTransport(wire.settings().withLimits(two), pauses::add);
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
        Http offline = new HttpTransport(wire.settings().withOffline(true), pauses::add);

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

    private static URI withLogin(URI uri, String login) {
        return URI.create(uri.toString().replace("://", "://" + login + "@"));
    }
}
