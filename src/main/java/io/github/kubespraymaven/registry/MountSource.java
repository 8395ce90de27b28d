package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.Set;

/**
 * Where blobs are that need not be sent from here.
 *
 * @param repository which has them
 * @param blobs these
 */
public record MountSource(Repository repository, Set<Digest> blobs) {
    /** Keeps its own copy. */
    public MountSource {
        blobs = Set.copyOf(blobs);
    }
}
