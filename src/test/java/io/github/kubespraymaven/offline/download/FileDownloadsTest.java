package io.github.kubespraymaven.offline.download;

import static io.github.kubespraymaven.http.ScriptedServer.breakingOff;
import static io.github.kubespraymaven.http.ScriptedServer.ranges;
import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.file.UnwritableException;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.http.Patience;
import io.github.kubespraymaven.http.Retries;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.offline.download.DownloadResult.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDownloadsTest {
    private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "abcdefghij".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PAGE = "<!DOCTYPE html>\n<html><body>Log in".getBytes(StandardCharsets.UTF_8);
    private static final String ETAG = "\"1\"";

    @TempDir
    Path work;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private ScriptedServer server;
    private Cache cache;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        cache = new Cache(work.resolve("cache"));
        tree = work.resolve("tree");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileComesCheckedAndIsNotAskedForAgain() throws IOException {
        server.on("/d/a", whole(BYTES, "Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"));
        assertEquals(State.FETCHED, run(known("/d/a", BYTES)).outcomes().get(0).state());
        assertArrayEquals(BYTES, Files.readAllBytes(place("/d/a")));
        assertEquals(
                Instant.parse("1994-11-06T08:49:37Z"),
                Files.getLastModifiedTime(place("/d/a")).toInstant());
        assertEquals(
                "{\n  \"files\": [\n    {\n      \"path\": \"127.0.0.1:PORT/d/a\",\n      \"url\": \"http://127.0.0.1:PORT/d/a\",\n"
                                .replace("PORT", "" + server.port())
                        + "      \"size\": 10,\n      \"sha256\": \""
                        + Digest.of(BYTES).hex()
                        + "\",\n      \"trust\": \"kubespray\",\n      \"from\": \"upstream\"\n    }\n  ]\n}\n",
                Files.readString(tree.resolve("files.json")));

        assertEquals(State.PRESENT, run(known("/d/a", BYTES)).outcomes().get(0).state());
        assertEquals(1, server.requests().size());
        assertEquals(List.of("127.0.0.1:" + server.port() + "/d/a", "files.json"), filesOfTree());
    }

    @Test
    void aSumOfAnotherKindCountsToo() throws IOException {
        server.on("/a", whole(BYTES));
        Digest sum = Digest.of(Algorithm.SHA512, Algorithm.SHA512.start().digest(BYTES));
        run(wanted("/a", Optional.of(sum)));
        assertTrue(Files.readString(tree.resolve("files.json"))
                .contains(Digest.of(BYTES).hex()));
    }

    @Test
    void wrongBytesNeverGetTheNameAndWhatWasThereStays() throws IOException {
        Files.createDirectories(place("/a").getParent());
        Files.write(place("/a"), OTHER);
        server.on("/a", whole(OTHER));
        String message = failure(known("/a", BYTES));
        assertTrue(
                message.contains("/a: sent other bytes, " + Digest.of(OTHER) + " instead of " + Digest.of(BYTES)),
                message);
        assertArrayEquals(OTHER, Files.readAllBytes(place("/a")));
        server.on("/a", whole(BYTES));
        run(known("/a", BYTES));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void aPageInPlaceOfAFileIsToldAsThat() {
        server.on("/a", whole(PAGE));
        assertTrue(failure(known("/a", BYTES)).contains("an HTML page; is there a login page or a proxy in between?"));
        String message = failure(wanted("/a", Optional.empty()));
        assertTrue(message.contains("sent an HTML page in place of the file"), message);
        assertFalse(Files.exists(place("/a")));
    }

    @Test
    void aPageThatIsWantedIsTaken() throws IOException {
        server.on("/a.html", whole(PAGE));
        run(wanted("/a.html", Optional.empty()));
        assertArrayEquals(PAGE, Files.readAllBytes(place("/a.html")));
    }

    @Test
    void whatIsCodedThoughNobodyAskedForItIsToldAsThat() {
        server.on("/a", whole(OTHER, "Content-Encoding", "gzip"));
        assertTrue(failure(known("/a", BYTES)).contains("with Content-Encoding: gzip, which nobody asked for"));
        assertTrue(failure(wanted("/a", Optional.empty())).contains("sent with Content-Encoding: gzip"));
    }

    @Test
    void whatNobodyVouchesForIsCheckedAgainstWhatWasSeenFirst() throws IOException {
        server.on("/a", whole(BYTES));
        run(wanted("/a", Optional.empty()));
        assertTrue(lines.get(0).endsWith("; nobody vouches for it, its sum is in files.json."), lines.get(0));
        assertEquals(
                State.PRESENT,
                run(wanted("/a", Optional.empty())).outcomes().get(0).state());
        assertEquals(1, server.requests().size());

        Files.delete(place("/a"));
        server.on("/a", whole(OTHER));
        assertTrue(failure(wanted("/a", Optional.empty())).contains("-Dkubespray.refresh takes the new ones"));
        run(new DownloadRequest(List.of(wanted("/a", Optional.empty())), tree, FilesMirror.NONE, true));
        assertArrayEquals(OTHER, Files.readAllBytes(place("/a")));
    }

    @Test
    void whatIsThereThoughNobodyKnowsItsSumIsFetchedAnew() throws IOException {
        Files.createDirectories(place("/a").getParent());
        Files.write(place("/a"), OTHER);
        server.on("/a", whole(BYTES));
        run(wanted("/a", Optional.empty()));
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

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
    void theCacheComesFirst() throws IOException {
        cache.blobs().put(new ByteArrayInputStream(BYTES), "a", Digest.of(BYTES), OptionalLong.empty());
        assertEquals(State.CACHED, run(known("/a", BYTES)).outcomes().get(0).state());
        assertEquals(List.of(), server.requests());
        assertArrayEquals(BYTES, Files.readAllBytes(place("/a")));
    }

    @Test
    void mirrorsComeBeforeUpstreamAndOneWithWrongBytesIsPassedOver() throws IOException {
        Path directory = work.resolve("mirror");
        Path copy = TreeName.of(server.uri("/a")).in(directory);
        Files.createDirectories(copy.getParent());
        Files.write(copy, OTHER);
        server.on("/m/127.0.0.1:" + server.port() + "/a", whole(BYTES));
        FilesMirror mirror =
                FilesMirror.parse(List.of(directory.toString(), server.uri("/m").toString()), work);
        run(new DownloadRequest(List.of(known("/a", BYTES)), tree, mirror, false));
        assertEquals(1, server.requests().size());
        Files.delete(place("/a"));
        Files.write(copy, BYTES);
        DownloadResult result = run(new DownloadRequest(List.of(known("/a", BYTES)), tree, mirror, false));
        assertEquals(State.MIRRORED, result.outcomes().get(0).state());
        assertEquals(1, server.requests().size());
    }

    @Test
    void oneThatFailsKeepsNoOtherFromComing() {
        server.on("/a", whole(BYTES));
        String message = failure(known("/none", BYTES), known("/a", BYTES));
        assertEquals(
                "1 of 2 files could not be downloaded; the others are there; a further run goes on where this one ended:\n  "
                        + server.uri("/none")
                        + ": 404 (not found); take a version that is there, or give a filesMirror that has the file",
                message);
        assertTrue(Files.exists(place("/a")));
    }

    @Test
    void offlineAllThatIsMissingIsNamed() {
        WantedFile a = file(URI.create("https://files.example/a"), Optional.of(Digest.of(BYTES)));
        WantedFile b = file(URI.create("https://us:geheim@files.example/b?sig=geheim"), Optional.empty());
        IOException failure = assertThrows(
                IOException.class, () -> run(new DownloadRequest(List.of(a, b), tree, FilesMirror.NONE, false), true));
        assertEquals(
                "Maven is offline, and 2 of 2 files are neither in " + tree
                        + " nor in the cache; run once without -o, or name a directory that has them with"
                        + " -Dkubespray.filesMirror:\n  https://files.example/a\n  https://files.example/b?…",
                failure.getMessage());
    }

    @Test
    void aFolderInAFilesPlaceIsNamed() throws IOException {
        Files.createDirectories(place("/a"));
        assertTrue(failure(known("/a", BYTES)).contains(place("/a") + " cannot be written: what is there is no file"));
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aServerThatAnnouncesMoreThanTheDiskHoldsIsRefusedBeforeTheFirstByte() throws IOException {
        DiskSpace space = new DiskSpace();
        Files.createDirectories(tree);
        Path file = tree.resolve("a");
        String message = String.valueOf(assertThrows(UnwritableException.class, () -> space.claim(file, 1L << 60))
                .getMessage());
        assertTrue(message.startsWith(file + " cannot be written: it needs 1152921504606.8 MB, and "), message);
        long free = Files.getFileStore(tree).getUsableSpace();
        space.claim(file, free / 2);
        assertThrows(UnwritableException.class, () -> space.claim(tree.resolve("b"), free));
        space.written(file, free / 2);
        space.claim(tree.resolve("c"), free / 4);
    }

    @Test
    void recordsThatAreNoneAreNotOverwritten() throws IOException {
        Files.createDirectories(tree);
        Files.writeString(tree.resolve("files.json"), "{\"files\": [{\"path\": 1}]}");
        String message = String.valueOf(assertThrows(UserErrorException.class, () -> run(known("/a", BYTES)))
                .getMessage());
        assertTrue(message.contains("files.json") && message.contains("mend it, or delete it"), message);
    }

    @Test
    void manyFilesOfAHostComeAndAreRecordedInTheOrderOfTheirNames() throws IOException {
        List<WantedFile> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            server.on("/f" + i, whole("file " + i));
            files.add(known("/f" + i, ("file " + i).getBytes(StandardCharsets.UTF_8)));
        }
        DownloadResult result = run(files.toArray(new WantedFile[0]));
        assertEquals(40, result.count(State.FETCHED));
        assertEquals(40, server.requests().size());
        List<String> paths = Files.readString(tree.resolve("files.json"))
                .lines()
                .filter(line -> line.contains("\"path\""))
                .toList();
        assertEquals(paths.stream().sorted().toList(), paths);
        assertEquals(40, paths.size());
    }

    private DownloadResult run(WantedFile... files) throws IOException {
        return run(new DownloadRequest(Arrays.asList(files), tree, FilesMirror.NONE, false));
    }

    private DownloadResult run(DownloadRequest request) throws IOException {
        return run(request, false);
    }

    private DownloadResult run(DownloadRequest request, boolean offline) throws IOException {
        HttpSettings settings = HttpSettings.usual()
                .withOffline(offline)
                .withPatience(new Patience(Duration.ZERO, (host, status, time) -> {}))
                .withLimits(new Limits(
                        16,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        new Retries(2, 2, Duration.ofMillis(1), Duration.ofMillis(1))));
        Fetch fetch = new Fetch(new HttpTransport(settings), cache.blobs(), cache.records(), Progress.silent(), 1);
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return FileDownloads.run(request, fetch, cache.blobs(), new Lines(), threads);
        }
    }

    private String failure(WantedFile... files) {
        return String.valueOf(assertThrows(IOException.class, () -> run(files)).getMessage());
    }

    private WantedFile known(String path, byte[] bytes) {
        return wanted(path, Optional.of(Digest.of(bytes)));
    }

    private WantedFile wanted(String path, Optional<Digest> digest) {
        return file(server.uri(path), digest);
    }

    private static WantedFile file(URI url, Optional<Digest> digest) {
        return new WantedFile(
                url, TreeName.of(url), digest, digest.isPresent() ? FileTrust.KUBESPRAY : FileTrust.FIRST_USE);
    }

    private Path place(String path) {
        return TreeName.of(server.uri(path)).in(tree);
    }

    private List<String> filesOfTree() throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> tree.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private final class Lines implements DownloadWatch {
        @Override
        public void planned(int files) {}

        @Override
        public void begun(TreeName file) {}

        @Override
        public void sized(TreeName file, long bytes) {}

        @Override
        public void advanced(TreeName file, long bytes) {}

        @Override
        public void ended(TreeName file, boolean there, String line) {
            lines.add(line);
        }
    }
}
