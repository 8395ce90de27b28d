package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets images that have a manifest in common into one repository one after the other: docker-registry does not know a manifest
 * while another request stores it once more, and refuses the index that names it.
 */
final class ManifestLocks {
    private final Map<String, Lock> locks = new ConcurrentHashMap<>();

    /** Copies an image. */
    @FunctionalInterface
    interface Copying {
        Copied copy() throws IOException;
    }

    Copied holding(ImageContents image, Repository to, Copying copying) throws IOException {
        // All take them in the same order, so that none waits for one that waits for it.
        TreeSet<String> names = new TreeSet<>();
        for (Document document : image.documents()) {
            String type = document.descriptor().mediaType();
            if (MediaTypes.isManifest(type) || MediaTypes.isIndex(type)) {
                names.add(to.with(document.descriptor().digest().toString()));
            }
        }
        Deque<Lock> held = new ArrayDeque<>();
        try {
            for (String name : names) {
                Lock lock = locks.computeIfAbsent(name, any -> new ReentrantLock());
                lock.lock();
                held.push(lock);
            }
            return copying.copy();
        } finally {
            held.forEach(Lock::unlock);
        }
    }
}
