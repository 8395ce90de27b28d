package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainExchangeTest {
    private static final Limits SHORT = new Limits(
            4, Duration.ofSeconds(10), Duration.ofMillis(200), new Retries(1, 1, Duration.ZERO, Duration.ZERO));

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Http http = new HttpTransport(HttpSettings.usual(), pauses::add);
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Request head(URI uri) {
        return Request.of("HEAD", uri);
    }

    @Test
    void onlyWhatNeedsNeitherTlsNorProxyNorAMethodItDoesNotKnowIsItsBusiness() {
        PlainExchange plain = new PlainExchange(HttpSettings.usual());

        assertTrue(plain.suits(head(URI.create("http://h.example/a"))));
        assertTrue(plain.suits(put(URI.create("http://h.example/a"), zeros(1))));
        assertFalse(plain.suits(Request.of("PATCH", URI.create("http://h.example/a"))));
        assertFalse(plain.suits(head(URI.create("https://h.example/a"))));
        HttpSettings proxied = HttpSettings.usual()
                .withProxies(Proxies.ofEnvironment(Map.of("http_proxy", "http://proxy.example:3128")));
        assertFalse(new PlainExchange(proxied).suits(head(URI.create("http://h.example/a"))));
    }

    @Test
    void aServerThatTakesNoMoreOfABodyIsGivenUp() throws IOException {
        try (ServerSocket taking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + taking.getLocalPort() + "/a");
            Http http = new PlainExchange(HttpSettings.usual().withLimits(SHORT));

            IOException failure =
                    assertThrows(SocketTimeoutException.class, () -> http.send(put(uri, zeros(64 << 20))));

            assertEquals(uri + ": the server did not answer for 0.2 s", failure.getMessage());
        }
    }

    private static Request put(URI uri, Request.Body body) {
        return new Request("PUT", uri, Map.of(), Optional.of(body));
    }

    private static Request.Body zeros(int size) {
        return new Request.Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[size]);
            }
        };
    }

    @Test
    void fieldsComeInTheirOrderWhateverTheirCase() throws IOException {
        server.on("/a", (exchange, closing) -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"a\"");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"b\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });

        Response response = http.send(head(server.uri("/a")).with("Authorization", "Basic x"));

        assertEquals(401, response.status());
        assertEquals(
                List.of("Bearer realm=\"a\"", "Basic realm=\"b\""),
                response.headers().all("www-authenticate"));
        assertEquals(Optional.empty(), response.headers().first("Location"));
        assertEquals(List.of("HEAD /a Authorization=Basic x"), server.requests());
    }

    @Test
    void redirectsAreFollowedAndWhatMayPassIsTriedAgain() throws IOException {
        server.on("/a", status(503, "Retry-After", "7"), redirect(307, server.uri("/b")));
        server.on("/b", (exchange, closing) -> exchange.close(), (exchange, closing) -> exchange.close(), status(404));

        Response response = http.send(head(server.uri("/a")));

        assertEquals(404, response.status());
        assertEquals(server.uri("/b"), response.uri());
        assertEquals(Duration.ofSeconds(7), pauses.get(0));
    }

    @Test
    void nobodyThereIsSaidAsForAllRequests() throws IOException {
        int port = server.port();
        server.close();

        IOException failure = assertThrows(
                ConnectException.class, () -> http.send(head(URI.create("http://127.0.0.1:" + port + "/a"))));

        assertEquals("http://127.0.0.1:" + port + "/a: no connection, it was refused", failure.getMessage());
    }
}
