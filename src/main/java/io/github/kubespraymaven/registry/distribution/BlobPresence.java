package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs that repositories were seen to have: no registry throws them away while a build is about to refer to them. */
final class BlobPresence {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    boolean in(Repository repository, Digest blob) {
        return seen.contains(name(repository, blob));
    }

    void seenIn(Repository repository, Digest blob) {
        seen.add(name(repository, blob));
    }

    void lostIn(Repository repository, Digest blob) {
        seen.remove(name(repository, blob));
    }

    private static String name(Repository repository, Digest blob) {
        return repository + "@" + blob;
    }
}
