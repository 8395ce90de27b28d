package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layout with all images in a tar archive. It is written anew at the end, of what is in the cache by then: a run after one
 * that failed or was killed brings only what is missing.
 */
final class ArchiveDestination implements Destination {
    private final Path file;
    private final Pulls pulls;
    private final Blobs cache;
    private final Map<String, Assembly> images = new ConcurrentHashMap<>();

    ArchiveDestination(Path file, Pulls pulls, Blobs cache) {
        this.file = file;
        this.pulls = pulls;
        this.cache = cache;
    }

    @Override
    public String name(Reference source) {
        return "oci-archive:" + file + ":" + source;
    }

    @Override
    public Optional<Digest> digest(Reference source) {
        return Optional.empty();
    }

    @Override
    public Copied copy(Assembly image, Reference source, PushProgress progress) throws IOException {
        Copied copied = pulls.bring(image, source.repository(), layer -> false, progress);
        images.put(source.toString(), image);
        return copied;
    }

    @Override
    public void known(Assembly image, Reference source) {
        // None is known: an archive is always written whole.
    }

    @Override
    public void finish() throws IOException {
        if (!images.isEmpty()) {
            new OciArchive(file).write(new TreeMap<>(images), cache);
        }
    }
}
