package io.github.kubespraymaven.builder.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.compress.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseBuildTest {
    private static final BaseInputs INPUTS = new BaseInputs(
            "linux/amd64",
            new BaseOs("debian:bookworm", "debian:bookworm", Optional.empty()),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of("alpha"),
            List.of(),
            List.of("all"),
            Optional.empty(),
            "refuse",
            "gzip",
            Optional.empty());

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aBaseIsMadeOnceForTheSameIndexesAndAnewForOthers() throws IOException {
        assertEquals("made with one: BUILT", made("one"));
        assertEquals("made with one: CACHE", made("one"));
        assertEquals("made with other: BUILT", made("other"));
        assertEquals("made with one: CACHE", made("one"));
    }

    private String made(String index) throws IOException {
        Base base = new BaseBuild(context(), Optional.of(Digest.of(index)), Optional.empty(), Optional.empty())
                .get(
                        Platform.LINUX_AMD64,
                        INPUTS,
                        false,
                        List.of(() -> List.of(new Layer("python", "made with " + index, stored(index)))));
        return base.layers().get(0).what() + ": " + base.origin();
    }

    private BuildContext context() {
        Cache cache = new Cache(directory);
        Locks locks = cache.locks(name -> {});
        return new BuildContext(
                cache,
                locks,
                new Fetch(
                        request -> {
                            throw new OfflineException(request.uri());
                        },
                        cache.blobs(),
                        cache.records(),
                        Progress.silent(),
                        1),
                new LayerCache(cache, locks, new LayerWriter(Compression.GZIP, threads, 2)),
                threads,
                line -> {},
                new Timings(Timings.Watch.NOBODY),
                new InputRecorder(Instant.EPOCH),
                Outputs.NONE);
    }

    private LayerBlob stored(String content) throws IOException {
        try (BlobWriter out = new Cache(directory).blobs().writer()) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
            BlobWriter.Stored stored = out.commit();
            return new LayerBlob(stored.digest(), Digest.of(content), stored.size(), stored.size(), MediaTypes.LAYER);
        }
    }
}
