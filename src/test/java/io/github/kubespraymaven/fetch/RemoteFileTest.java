package io.github.kubespraymaven.fetch;

import static io.github.kubespraymaven.http.ScriptedServer.ranges;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteFileTest {
    private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final Http http = new HttpTransport(HttpSettings.usual(), time -> {});
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theEndComesWithTheFirstRequestAndOtherPartsWhenAskedFor() throws IOException {
        server.on("/a", ranges(BYTES, "ETag", "\"1\""));

        RangeSource file = open(4).orElseThrow();

        assertEquals(16, file.size());
        assertEquals("cdef", read(file, 12, 4));
        assertEquals("234", read(file, 2, 3));
        assertEquals("9abcd", read(file, 9, 5));
        assertEquals("", read(file, 16, 0));
        assertEquals(
                """
                GET /a Range=bytes=-4
                GET /a Range=bytes=2-4 If-Range="1"
                GET /a Range=bytes=9-11 If-Range="1\"""",
                String.join("\n", server.requests()));
    }

    @Test
    void aFileSmallerThanItsTailIsHadAtOnce() throws IOException {
        server.on("/a", ranges(BYTES));

        RangeSource file = open(100).orElseThrow();

        assertEquals("0123456789abcdef", read(file, 0, 16));
        assertEquals(1, server.requests().size());
    }

    @Test
    void aServerThatServesNoPartsSaysSoByAnEmptyResult() throws IOException {
        server.on("/a", whole(BYTES));

        assertEquals(Optional.empty(), open(4));
    }

    @Test
    void aServerThatKnowsNoRangesFromTheEndIsAskedForTheSize() throws IOException {
        server.on(
                "/a",
                status(416),
                (exchange, closing) -> {
                    exchange.getResponseHeaders().set("Content-Length", "16");
                    exchange.sendResponseHeaders(200, -1);
                },
                ranges(BYTES));

        RangeSource file = open(4).orElseThrow();

        assertEquals("cdef", read(file, 12, 4));
        assertEquals(
                "[GET /a Range=bytes=-4, HEAD /a, GET /a Range=bytes=12-15]",
                server.requests().toString());
    }

    @Test
    void aFileThatIsNotThereIsNoFileWithoutParts() {
        StatusException e = assertThrows(StatusException.class, () -> open(4));

        assertEquals(404, e.status());
    }

    @Test
    void aFileThatChangesMeanwhileIsAnError() throws IOException {
        server.on("/a", ranges(BYTES, "ETag", "\"1\""), ranges(BYTES, "ETag", "\"2\""));
        server.on("/b", ranges(BYTES), ranges("0123456789abcdefg".getBytes(StandardCharsets.UTF_8)));

        RangeSource marked = open(4).orElseThrow();
        IOException e = assertThrows(IOException.class, () -> marked.read(0, 2));
        assertEquals(
                server.uri("/a") + ": sent all instead of a part; it has changed, or the server serves parts no longer;"
                        + " try again",
                e.getMessage());

        RangeSource unmarked = RemoteFile.open(http, server.uri("/b"), 4).orElseThrow();
        IOException other = assertThrows(IOException.class, () -> unmarked.read(0, 2));
        assertEquals(server.uri("/b") + ": wanted bytes 0-1/16, got bytes 0-1/17", other.getMessage());
    }

    @Test
    void aPartThatBreaksOffIsAskedForAgain() throws IOException {
        server.on("/a", ranges(BYTES), tornPart(), ranges(BYTES));

        assertEquals("01", read(open(4).orElseThrow(), 0, 2));
    }

    @Test
    void whatIsNotInTheFileIsNotAskedFor() throws IOException {
        server.on("/a", ranges(BYTES));
        RangeSource file = open(4).orElseThrow();

        assertThrows(IndexOutOfBoundsException.class, () -> file.read(10, 7));
        assertThrows(IndexOutOfBoundsException.class, () -> file.read(-1, 2));
    }

    private static ScriptedServer.Answer tornPart() {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-1/16");
            exchange.sendResponseHeaders(206, 2);
            exchange.getResponseBody().write(BYTES, 0, 1);
        };
    }

    private Optional<RangeSource> open(int tail) throws IOException {
        return RemoteFile.open(http, server.uri("/a"), tail);
    }

    private static String read(RangeSource file, long offset, int length) throws IOException {
        return new String(file.read(offset, length), StandardCharsets.UTF_8);
    }
}
