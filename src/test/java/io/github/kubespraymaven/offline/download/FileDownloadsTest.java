package io.github.kubespraymaven.offline.download;

import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.offline.download.DownloadResult.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FileDownloadsTest extends DownloadTestCase {
    private static final byte[] PAGE = "<!DOCTYPE html>\n<html><body>Log in".getBytes(StandardCharsets.UTF_8);

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
        run(new DownloadRequest(list(wanted("/a", Optional.empty())), tree, FilesMirror.NONE, true));
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
        run(new DownloadRequest(list(known("/a", BYTES)), tree, mirror, false));
        assertEquals(1, server.requests().size());
        Files.delete(place("/a"));
        Files.write(copy, BYTES);
        DownloadResult result = run(new DownloadRequest(list(known("/a", BYTES)), tree, mirror, false));
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
                IOException.class, () -> run(new DownloadRequest(list(a, b), tree, FilesMirror.NONE, false), true));
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
}
