package io.github.kubespraymaven.offline.download;

import static io.github.kubespraymaven.http.ScriptedServer.breakingOff;
import static io.github.kubespraymaven.http.ScriptedServer.ranges;
import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumedDownloadsTest extends DownloadTestCase {
    private static final String ETAG = "\"1\"";

    @Test
    void theNextRunGoesOnWhereThisOneBrokeOff() throws IOException {
        server.on("/a", breakingOff(BYTES, 4, "ETag", ETAG), status(404));
        failure(known("/a", BYTES));
        int asked = server.requests().size();
        server.on("/a", ranges(BYTES, "ETag", ETAG));
        DownloadResult result = run(known("/a", BYTES));
        assertEquals(6, result.outcomes().get(0).moved());
        assertEquals("GET /a Range=bytes=4- If-Range=" + ETAG, server.requests().get(asked));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
        assertEquals(List.of("127.0.0.1:" + server.port() + "/a", "files.json"), filesOfTree());
    }

    @Test
    void aFileThatChangedMeanwhileIsBegunAgain() throws IOException {
        server.on("/a", breakingOff(OTHER, 4, "ETag", ETAG), status(404));
        failure(wanted("/a", Optional.empty()));
        server.on("/a", ranges(BYTES, "ETag", "\"2\""));
        run(wanted("/a", Optional.empty()));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void withoutASumAndWithoutAMarkNothingIsGoneOnWith() throws IOException {
        server.on("/a", breakingOff(OTHER, 4), status(404));
        failure(wanted("/a", Optional.empty()));
        int asked = server.requests().size();
        server.on("/a", ranges(BYTES));
        run(wanted("/a", Optional.empty()));
        assertEquals("GET /a", server.requests().get(asked));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void whatAnEarlierRunLeftMayBeWrong() throws IOException {
        server.on("/a", breakingOff(OTHER, 4, "ETag", ETAG), status(404));
        failure(known("/a", BYTES));
        server.on("/a", ranges(BYTES, "ETag", ETAG));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void allThatCameBeforeTheRunWasKilledIsNotAskedForAgain() throws IOException {
        server.on("/a", breakingOff(BYTES, 4, "ETag", ETAG), status(404));
        failure(known("/a", BYTES));
        Path part = place("/a").resolveSibling(".a.part");
        Files.write(part, BYTES);
        int asked = server.requests().size();
        assertEquals(0, run(known("/a", BYTES)).outcomes().get(0).moved());
        assertEquals(asked, server.requests().size());
    }

    @Test
    void aRedirectThatExpiresIsAskedForAnew() throws IOException {
        server.on("/a", redirect(302, server.uri("/signed1")), redirect(302, server.uri("/signed2")));
        server.on("/signed1", breakingOff(BYTES, 4, "ETag", ETAG), status(403));
        server.on("/signed2", ranges(BYTES, "ETag", ETAG));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
        assertEquals(
                List.of(
                        "GET /a",
                        "GET /signed1",
                        "GET /a Range=bytes=4- If-Range=" + ETAG,
                        "GET /signed2 Range=bytes=4- If-Range=" + ETAG),
                server.requests());
    }

    @Test
    void aServerWithoutRangesIsAskedForAll() throws IOException {
        server.on("/a", breakingOff(BYTES, 4), whole(BYTES));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void aServerThatClosesBeforeTheFirstByteIsAskedAgain() throws IOException {
        server.on("/a", breakingOff(BYTES, 0), breakingOff(BYTES, 0), breakingOff(BYTES, 0), whole(BYTES));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void bytesThatAreWrongOnceAreAskedForAgainFromTheBeginning() throws IOException {
        server.on("/a", whole(OTHER), whole(BYTES));
        run(known("/a", BYTES));
        assertEquals(List.of("GET /a", "GET /a"), server.requests());
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void aServerThatGoesOnWithAnotherFileIsAskedAgainFromTheBeginning() throws IOException {
        server.on("/a", breakingOff(OTHER, 4), ranges(BYTES), whole(BYTES));
        run(known("/a", BYTES));
        assertEquals(List.of("GET /a", "GET /a Range=bytes=4-", "GET /a"), server.requests());
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void aServerThatAnnouncesMoreThanThereIsHasGivenTheFileAllTheSame() throws IOException {
        byte[] announced = Arrays.copyOf(BYTES, BYTES.length + 5);
        server.on("/a", breakingOff(announced, BYTES.length), status(416));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void aWholeThatIsCalledAPartIsTheWhole() throws IOException {
        server.on("/a", (exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/10");
            exchange.sendResponseHeaders(206, BYTES.length);
            exchange.getResponseBody().write(BYTES);
        });
        server.on("/b", (exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/20");
            exchange.sendResponseHeaders(206, BYTES.length);
            exchange.getResponseBody().write(BYTES);
        });
        run(wanted("/a", Optional.empty()));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
        assertTrue(failure(wanted("/b", Optional.empty())).contains("/b: 206"));
    }

    @Test
    void twoThatWriteOneFileDoNotMeet() throws IOException {
        server.on("/a", whole(BYTES));
        try (PartFile other = PartFile.open(place("/a"), Optional.empty(), new DiskSpace())) {
            assertEquals(0, other.size());
            assertTrue(failure(known("/a", BYTES)).contains("another process is writing it; wait for its end"));
        }
        run(known("/a", BYTES));
    }
}
