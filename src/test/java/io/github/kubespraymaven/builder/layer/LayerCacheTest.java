package io.github.kubespraymaven.builder.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LayerCacheTest {
    private static final Recipe RECIPE = Recipe.of("python", 1, List.of("sha256:abc"), Map.of("compression", "gzip"));

    private Path directory = Path.of("");

    private final AtomicInteger runs = new AtomicInteger();
    private LayerCache layers = layersIn(directory);

    private final EntrySource source = sink -> {
        runs.incrementAndGet();
        sink.accept(TreePath.of("a"), TreeEntry.RegularFile.of(0644, Content.of("content")));
    };

    @BeforeEach
    void openCache(@TempDir Path empty) {
        directory = empty;
        layers = layersIn(directory);
    }

    private static LayerCache layersIn(Path directory) {
        Cache cache = new Cache(directory);
        return new LayerCache(cache, cache.locks(name -> {}), new LayerWriter(Compression.GZIP, Runnable::run, 1));
    }

    @Test
    void aRecipeIsRunOnce() throws IOException {
        LayerBlob first = layers.get(RECIPE, source);
        LayerBlob second = layersIn(directory).get(RECIPE, source);

        assertEquals(first, second);
        assertEquals(1, runs.get());
    }

    @Test
    void twoBuildsAtOnceRunItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<LayerBlob>> builds =
                    Collections.nCopies(8, () -> layersIn(directory).get(RECIPE, source));
            for (Future<LayerBlob> build : threads.invokeAll(builds)) {
                assertEquals(layers.find(RECIPE), Optional.of(build.get()));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, runs.get());
    }

    @Test
    void aDamagedBlobIsMadeAgain() throws IOException {
        LayerBlob first = layers.get(RECIPE, source);
        Path blob = new Cache(directory).blobs().find(first.digest()).orElseThrow();
        Files.write(blob, new byte[(int) Files.size(blob)]);

        LayerBlob second = layers.get(RECIPE, source);

        assertEquals(first, second);
        assertEquals(2, runs.get());
    }

    @Test
    void aRecipeThatFailsLeavesNothingBehind() throws IOException {
        assertThrows(
                IOException.class,
                () -> layers.get(RECIPE, sink -> {
                    source.writeTo(sink);
                    throw new IOException("the wheel is damaged");
                }));

        layers.get(RECIPE, source);
        assertEquals(2, runs.get());
    }

    @Test
    @Timeout(20)
    void anErrorInARecipeFreesItsLockAndLeavesNoDraft() throws Exception {
        assertThrows(
                NoClassDefFoundError.class,
                () -> layers.get(RECIPE, sink -> {
                    source.writeTo(sink);
                    throw new NoClassDefFoundError("gone");
                }));
        try (Stream<Path> drafts = Files.list(directory.resolve("drafts"))) {
            assertEquals(List.of(), drafts.toList());
        }

        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            LayerBlob made =
                    other.submit(() -> layersIn(directory).get(RECIPE, source)).get();
            assertEquals(layers.find(RECIPE), Optional.of(made));
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void whateverDecidesTheBytesDecidesTheKey() {
        List<Recipe> others = List.of(
                Recipe.of("os", 1, List.of("sha256:abc"), Map.of("compression", "gzip")),
                Recipe.of("python", 2, List.of("sha256:abc"), Map.of("compression", "gzip")),
                Recipe.of("python", 1, List.of("sha256:abd"), Map.of("compression", "gzip")),
                Recipe.of("python", 1, List.of("sha256:abc", ""), Map.of("compression", "gzip")),
                Recipe.of("python", 1, List.of("sha256:abc\noption compression gzip"), Map.of()),
                Recipe.of("python", 1, List.of("sha256:abc"), Map.of("compression", "zstd")));

        assertEquals(
                7,
                Stream.concat(others.stream(), Stream.of(RECIPE))
                        .map(Recipe::key)
                        .distinct()
                        .count());
        assertEquals(
                "sha256:e846ab9392ece9ca05c06adbf6e4bd42f857e406c508dccb9639106dc1884d66",
                RECIPE.key().toString());
    }
}
