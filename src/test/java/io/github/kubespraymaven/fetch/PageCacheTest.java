package io.github.kubespraymaven.fetch;

import static io.github.kubespraymaven.http.ScriptedServer.breakingOff;
import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
    @TempDir
    Path directory;

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
    void aPageComesWithItsTypeAndWhereItWasFound() throws IOException {
        server.on("/simple/a", redirect(308, URI.create("/simple/a/")));
        server.on("/simple/a/", whole("[]", "Content-Type", "Application/JSON; charset=utf-8"));

        Page page = build().page(request("/simple/a"));

        assertEquals("[]", text(page));
        assertEquals("application/json", page.mediaType());
        assertEquals(server.uri("/simple/a/"), page.uri());
    }

    @Test
    void inOneBuildAPageIsAskedForOnce() throws IOException {
        server.on("/a", whole("first"), whole("second"));
        Fetch build = build();

        assertEquals("first", text(build.page(request("/a"))));
        assertEquals("first", text(build.page(request("/a"))));
        assertEquals(List.of("GET /a"), server.requests());
    }

    @Test
    void theNextBuildAsksWhetherItHasChanged() throws IOException {
        server.on(
                "/a",
                whole("first", "ETag", "\"1\"", "Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"),
                status(304),
                whole("second"));

        assertEquals("first", text(build().page(request("/a"))));
        assertEquals("first", text(build().page(request("/a"))));
        assertEquals("second", text(build().page(request("/a"))));
        String question = "GET /a If-None-Match=\"1\" If-Modified-Since=Sat, 01 Jan 2000 00:00:00 GMT";
        assertEquals(List.of("GET /a", question, question), server.requests());
    }

    @Test
    void withoutMarksTheNextBuildAsksForAllOfIt() throws IOException {
        server.on("/a", whole("first"), whole("second"));

        assertEquals("first", text(build().page(request("/a"))));
        assertEquals("second", text(build().page(request("/a"))));
        assertEquals(List.of("GET /a", "GET /a"), server.requests());
    }

    @Test
    void offlineAPageIsAsItWasLastSeen() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.on("/a", whole("seen"));
            URI elsewhere = URI.create("http://index.example/a");
            HttpSettings online = HttpSettings.usual()
                    .withProxies(io.github.kubespraymaven.http.Proxies.ofEnvironment(
                            java.util.Map.of("http_proxy", "127.0.0.1:" + proxy.port())));
            build(online).page(new PageRequest(elsewhere, "text/html", 100));
            Fetch offline = build(HttpSettings.usual().withOffline(true));

            assertEquals("seen", text(offline.page(new PageRequest(elsewhere, "text/html", 100))));
            OfflineException e = assertThrows(
                    OfflineException.class,
                    () -> offline.page(new PageRequest(URI.create("http://index.example/b"), "text/html", 100)));
            assertEquals("Maven is offline, and http://index.example/b is not in the cache", e.getMessage());
        }
    }

    @Test
    void aPageThatIsNotThereSaysSo() {
        StatusException e = assertThrows(StatusException.class, () -> build().page(request("/a")));

        assertEquals(404, e.status());
        assertEquals(server.uri("/a") + ": 404 (not found)", e.getMessage());
    }

    @Test
    void aTornPageIsAskedForAgain() throws IOException {
        byte[] bytes = "all of it".getBytes(StandardCharsets.UTF_8);
        server.on("/a", breakingOff(bytes, 3), breakingOff(bytes, 3), whole(bytes));

        assertEquals("all of it", text(build().page(request("/a"))));
    }

    @Test
    void aCompressedPageIsUnpacked() throws IOException {
        server.on("/a", whole(gzip("packed".getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip"));

        assertEquals("packed", text(build().page(request("/a"))));
    }

    @Test
    void aThreadThatDiesWithAPageLeavesItToTheNext() throws IOException {
        List<String> asked = new ArrayList<>();
        Cache cache = new Cache(directory);
        Fetch build = new Fetch(
                request -> {
                    asked.add(request.uri().getPath());
                    if (asked.size() == 1) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return new Response(
                            200, request.uri(), name -> Optional.empty(), new ByteArrayInputStream(new byte[] {'a'}));
                },
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                4);

        assertThrows(NoClassDefFoundError.class, () -> build.page(request("/a")));
        assertEquals("a", text(build.page(request("/a"))));
        assertEquals(List.of("/a", "/a"), asked);
    }

    @Test
    void aPageWithOtherBytesThanWereToldIsNotKept() throws IOException {
        server.on("/a", whole("wrong", "ETag", "\"1\""), whole("right", "ETag", "\"1\""));
        PageRequest right = request("/a").with(Digest.of("right"));

        DigestMismatchException e = assertThrows(DigestMismatchException.class, () -> build().page(right));
        assertEquals(
                server.uri("/a") + ": wanted " + Digest.of("right") + ", got " + Digest.of("wrong"), e.getMessage());
        assertEquals("right", text(build().page(right)));
        assertEquals(List.of("GET /a", "GET /a"), server.requests());
    }

    @Test
    void aPageWithTheBytesThatWereToldNeedNotBeAskedForAgain() throws IOException {
        server.on("/a", whole("right"), whole("other"));
        PageRequest right = request("/a").with(Digest.of("right"));

        assertEquals("right", text(build().page(right)));
        assertEquals("right", text(build().page(right)));
        assertEquals("other", text(build().page(request("/a"))));
        assertEquals(List.of("GET /a", "GET /a"), server.requests());
    }

    @Test
    void aPageThatThisBuildHasSeenIsAskedForAgainWhereItWasToldToBeAnother() throws IOException {
        server.on("/a", whole("first"), whole("second"));
        Fetch build = build();

        assertEquals("first", text(build.page(request("/a"))));
        assertEquals("second", text(build.page(request("/a").with(Digest.of("second")))));
    }

    @Test
    void aPageThatIsTooLargeIsRefusedPackedOrNot() throws IOException {
        server.on("/plain", whole(new byte[101]));
        server.on("/bomb", whole(gzip(new byte[10_000]), "Content-Encoding", "gzip"));

        for (String path : List.of("/plain", "/bomb")) {
            IOException e = assertThrows(IOException.class, () -> build().page(request(path)));
            assertEquals(
                    server.uri(path) + ": the page has more than 100 bytes; is this the right address?",
                    e.getMessage());
        }
    }

    @Test
    void aPageThatIsNotWhatItsEncodingSaysIsAnErrorThatNamesIt() {
        server.on("/a", whole("not gzip", "Content-Encoding", "gzip"));
        server.on("/b", whole("?", "Content-Encoding", "br"));

        IOException notGzip = assertThrows(IOException.class, () -> build().page(request("/a")));
        assertTrue(notGzip.toString().contains(server.uri("/a") + ": not in gzip's format"), notGzip.getMessage());
        IOException unknown = assertThrows(IOException.class, () -> build().page(request("/b")));
        assertEquals(server.uri("/b") + ": encoded as 'br', although only gzip was allowed", unknown.getMessage());
    }

    private Fetch build() {
        return build(HttpSettings.usual());
    }

    private Fetch build(HttpSettings settings) {
        Cache cache = new Cache(directory);
        return new Fetch(new HttpTransport(settings, time -> {}), cache.blobs(), cache.records(), Progress.silent(), 4);
    }

    private PageRequest request(String path) {
        return new PageRequest(server.uri(path), "application/json", 100);
    }

    private static String text(Page page) {
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
