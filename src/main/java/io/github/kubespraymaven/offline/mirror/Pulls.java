package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Brings images' layers into the cache, each once. Safe for use by many threads. */
final class Pulls {
    private final Registries registries;
    private final Blobs cache;
    private final Map<Digest, Object> locks = new ConcurrentHashMap<>();

    Pulls(Registries registries, Blobs cache) {
        this.registries = registries;
        this.cache = cache;
    }

    /** Tells what need not be brought. */
    @FunctionalInterface
    interface Present {
        boolean has(Descriptor blob) throws IOException;
    }

    /** Returns the layers of an image: those that are to be in the target. */
    static List<Descriptor> layers(ImageContents image) {
        return Copies.blobs(image).stream().filter(image.blobs()::contains).toList();
    }

    Copied bring(ImageContents image, Repository from, Present present, PushProgress progress) throws IOException {
        RemoteRepository source = registries.toPull(from);
        int blobs = 0;
        long moved = 0;
        for (Descriptor layer : layers(image)) {
            synchronized (locks.computeIfAbsent(layer.digest(), any -> new Object())) {
                if (present.has(layer) || cache.find(layer.digest()).isPresent()) {
                    progress.happened(new PushProgress.Step.Present(layer));
                    continue;
                }
                source.pull(layer, cache, bytes -> progress.happened(new PushProgress.Step.Advanced(layer, bytes)));
                progress.happened(new PushProgress.Step.Uploaded(layer));
                blobs++;
                moved += layer.size();
            }
        }
        return new Copied(image.top().descriptor().digest(), blobs, moved);
    }
}
