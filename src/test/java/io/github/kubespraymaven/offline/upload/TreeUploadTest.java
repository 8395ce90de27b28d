package io.github.kubespraymaven.offline.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.offline.download.DownloadWatch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeUploadTest {
    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final TreeName NAME = TreeName.of(URI.create("https://host:8443/v1%2B2/a"));
    private static final String PLACE = "/tree/host:8443/v1+2/a";

    @TempDir
    Path work;

    private PutServer server;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        server = new PutServer();
        tree = work.resolve("tree");
        Files.createDirectories(NAME.in(tree).getParent());
        Files.write(NAME.in(tree), BYTES);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsSentIsReadBackAndNotSentAgain() throws IOException {
        assertEquals("1 files at " + server.uri("/tree/") + ", 1 sent, 0 there already; 0.00 MB sent.", send());
        assertArrayEquals(BYTES, server.files.get(PLACE));
        assertEquals(List.of("HEAD " + PLACE, "PUT " + PLACE, "GET " + PLACE), server.requests);
        assertTrue(send().contains("0 sent, 1 there already"));
        assertEquals(
                1,
                server.requests.stream().filter(line -> line.startsWith("PUT")).count());
        check();
    }

    @Test
    void anotherFileInItsPlaceIsReplaced() throws IOException {
        server.files.put(PLACE, "abcdefghij".getBytes(StandardCharsets.UTF_8));
        String message = assertThrows(UserErrorException.class, this::check).getMessage() + "";
        assertTrue(message.contains(server.uri(PLACE) + ": what is there is sha256:"), message);
        assertFalse(server.requests.stream().anyMatch(line -> line.startsWith("PUT")));
        send();
        assertArrayEquals(BYTES, server.files.get(PLACE));
    }

    /** Apache's and the specification's way, and nginx's. */
    @ParameterizedTest
    @ValueSource(ints = {409, 500})
    void foldersAreMadeWhereAServerWantsThem(int status) throws IOException {
        server.folderless = status;
        send();
        assertArrayEquals(BYTES, server.files.get(PLACE));
        assertTrue(server.folders.contains("/tree/host:8443/v1+2"));
    }

    @Test
    void aServerWithoutHeadIsAskedForTheBytes() throws IOException {
        server.refusesHead = true;
        send();
        assertTrue(send().contains("1 there already"));
    }

    @Test
    void aPageThatAnswersEverythingIsNoFileServer() {
        server.isFront = true;
        assertTrue(failure().contains("is there a file server that takes PUT at this address?"));
    }

    @Test
    void aServerThatKeepsOtherBytesIsNotBelieved() {
        server.breaks = true;
        String message = failure();
        assertTrue(message.startsWith("1 of 1 files could not be sent to " + server.uri("/tree/")), message);
        assertTrue(message.contains("the server answered 201, but what is there is sha256:"), message);
    }

    private String failure() {
        return String.valueOf(assertThrows(IOException.class, this::send).getMessage());
    }

    private String send() throws IOException {
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return upload().send(DownloadWatch.silent(), threads);
        }
    }

    private void check() throws IOException {
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            upload().check(threads);
        }
    }

    private TreeUpload upload() throws IOException {
        HttpTransport http = new HttpTransport(HttpSettings.usual());
        Cache cache = new Cache(work.resolve("cache"));
        return new TreeUpload(
                tree,
                List.of(NAME),
                Place.Server.parse("to", server.uri("/tree").toString()),
                http,
                new Fetch(http, cache.blobs(), cache.records(), Progress.silent(), 1));
    }
}
