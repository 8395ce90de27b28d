package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of copies have: a source beside the target, and copies that are counted step by step. */
abstract class WithCopies extends WithRegistry {
    static final Duration SOON = Duration.ofSeconds(20);

    final ExecutorService threads = Executors.newCachedThreadPool();
    final Map<String, Integer> steps = new ConcurrentHashMap<>();
    RegistryServer source;
    Copies copies;

    @BeforeEach
    void startSource() throws IOException {
        source = new RegistryServer();
        copies = new Copies(registries);
    }

    @AfterEach
    void stopSource() {
        source.close();
        threads.shutdownNow();
    }

    Copied copy(ImageContents image, String from, String to) throws IOException {
        return copies.copy(image, from(from), repository(to), Optional.of("v1"), this::count);
    }

    void count(PushProgress.Step step) {
        steps.merge(step.getClass().getSimpleName(), 1, Integer::sum);
    }

    Repository from(String path) {
        return new Repository(source.host(), path);
    }

    ImageContents published(String path, ImageContents image) throws IOException {
        new Push(registries, images.cache(), PushProgress.silent()).push(image, from(path), List.of("v1"), List.of());
        return image;
    }
}
