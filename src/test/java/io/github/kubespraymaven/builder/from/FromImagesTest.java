package io.github.kubespraymaven.builder.from;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.checkout.InputFingerprint;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromImagesTest {
    @TempDir
    Path directory;

    @Test
    void anImageThatIsWrittenOverInItsLayoutIsSeenByTheNextBuild() throws Exception {
        SmallImages images = new SmallImages(directory.resolve("cache"));
        Path layout = directory.resolve("layout");
        new OciLayout(layout).write(images.image("one"), "1", images.cache());
        InputRecorder watch = new InputRecorder(Instant.MAX);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            new FromImages(
                            ImageSource.parse("oci:" + layout, directory),
                            "oci:" + layout,
                            registries(),
                            context(threads, watch))
                    .of(Platform.LINUX_AMD64, Optional.empty());
        } finally {
            threads.shutdownNow();
        }
        assertTrue(InputFingerprint.unchanged(watch.text()));
        // In place, as others write it: of the directory nothing changes.
        Path index = layout.resolve("index.json");
        Files.writeString(index, Files.readString(index) + "\n");
        assertFalse(InputFingerprint.unchanged(watch.text()));
    }

    private static Http offline() {
        return request -> {
            throw new OfflineException(request.uri());
        };
    }

    private static Registries registries() {
        return new Registries(offline(), GivenLogins.none(), Set.of());
    }

    private BuildContext context(ExecutorService threads, InputRecorder watch) {
        Cache cache = new Cache(directory.resolve("cache"));
        Locks locks = cache.locks(name -> {});
        return new BuildContext(
                cache,
                locks,
                new Fetch(offline(), cache.blobs(), cache.records(), Progress.silent(), 1),
                new LayerCache(cache, locks, new LayerWriter(Compression.GZIP, Runnable::run, 1)),
                threads,
                line -> {},
                new Timings(Timings.Watch.NOBODY),
                watch,
                Outputs.NONE);
    }
}
