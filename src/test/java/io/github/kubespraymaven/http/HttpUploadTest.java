package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests with a body, or that are not to be sent twice. */
@ParameterizedClass
@EnumSource(Wire.class)
class HttpUploadTest extends WireTest {
    HttpUploadTest(Wire wire) {
        super(wire);
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

        try (Response response = http.send(put("/a", body("bytes")))) {
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
            IOException e = assertThrows(IOException.class, () -> once.send(put("/a", body("bytes", size))));
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

        IOException e = assertThrows(IOException.class, () -> once().send(put("/a", unreadable)));

        assertEquals(server.uri("/a") + ": the disk is gone", e.getMessage());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aSeeOtherIsFollowedWithoutTheBodyAndATemporaryRedirectWithIt() throws IOException {
        server.on("/see", redirect(303, server.uri("/b"))).on("/temporary", redirect(307, server.uri("/b")));
        server.on("/b", status(201));
        Request.Body body = body("bytes");

        http.send(put("/see", body).with("Content-Type", "text/plain")).close();
        http.send(put("/temporary", body)).close();

        assertEquals(
                List.of(
                        "PUT /see Content-Type=text/plain [bytes]",
                        "GET /b",
                        "PUT /temporary [bytes]",
                        "PUT /b [bytes]"),
                server.requests());
    }

    @Test
    void aSlowUploadIsNotTakenForASilentServer() throws IOException {
        server.on("/a", status(201));
        Limits second = new Limits(4, Duration.ofSeconds(10), Duration.ofSeconds(1), Retries.usual());
        Http impatient = new HttpTransport(wire.settings().withLimits(second), pauses::add);
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

        try (Response response = impatient.send(put("/a", slow))) {
            assertEquals(201, response.status());
        }
    }

    private Http once() {
        Limits limits = new Limits(
                4, Duration.ofSeconds(10), Duration.ofSeconds(10), new Retries(1, 1, Duration.ZERO, Duration.ZERO));
        return new HttpTransport(wire.settings().withLimits(limits), pauses::add);
    }

    private Request put(String path, Request.Body body) {
        return new Request("PUT", server.uri(path), Map.of(), Optional.of(body));
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
