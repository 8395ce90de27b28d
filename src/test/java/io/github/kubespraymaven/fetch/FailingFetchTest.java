package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.concurrent.StuckTask;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends all downloads, and not the one alone in which it happens. */
@Timeout(20)
class FailingFetchTest {
    @TempDir
    Path directory;

    private final StuckTask stuck = new StuckTask();

    /** Something that goes wrong. */
    private interface Trouble {
        void happens() throws IOException;
    }

    private void files(Trouble trouble, String... names) throws IOException {
        Http http = request -> {
            if (request.uri().getPath().equals("/fails")) {
                trouble.happens();
            }
            stuck.call();
            throw new IOException("interrupted");
        };
        Cache cache = new Cache(directory);
        List<Download> downloads = Stream.of(names)
                .map(name -> new Download(
                        name,
                        List.of(URI.create("https://files.example/" + name)),
                        Digest.of(name),
                        OptionalLong.empty()))
                .toList();
        new Fetch(http, cache.blobs(), cache.records(), Progress.silent(), 2).files(downloads);
    }

    @Test
    void anErrorInOneIsTheEnd() {
        NoClassDefFoundError end = assertThrows(
                NoClassDefFoundError.class,
                () -> files(
                        () -> {
                            throw new NoClassDefFoundError("gone");
                        },
                        "fails",
                        "waits"));
        assertEquals("gone", end.getMessage());
    }

    @Test
    void whenItHasFailedNobodyIsAtWorkAnyMore() {
        assertThrows(CacheException.class, () -> files(this::fullBesideTheStuck, "fails", "waits"));
        assertTrue(stuck.hasEnded());
    }

    @Test
    void aCacheThatCannotBeUsedIsNotWaitedForBehindOthers() {
        assertThrows(CacheException.class, () -> files(this::fullBesideTheStuck, "waits", "fails"));
        assertTrue(stuck.hasEnded());
    }

    @Test
    void noneAtOnceIsNoNumber() {
        Cache cache = new Cache(directory);
        assertEquals(
                "not a number of downloads at once: 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Fetch(
                                        request -> {
                                            throw new IOException("not asked");
                                        },
                                        cache.blobs(),
                                        cache.records(),
                                        Progress.silent(),
                                        0))
                        .getMessage());
    }

    private void fullBesideTheStuck() throws IOException {
        stuck.awaitBegun();
        throw new CacheException(Path.of("cache"), new IOException("full"));
    }
}
