package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.layout.LayoutStore;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A layout with all images, each under its full name. */
final class LayoutDestination implements Destination {
    private final Path directory;
    private final LayoutStore store;
    private final Pulls pulls;
    private final Blobs cache;

    LayoutDestination(Path directory, Pulls pulls, Blobs cache) throws IOException {
        this.directory = directory;
        this.store = LayoutStore.open(directory);
        this.pulls = pulls;
        this.cache = cache;
    }

    @Override
    public String name(Reference source) {
        return "oci:" + directory + ":" + source;
    }

    @Override
    public Optional<Digest> digest(Reference source) {
        return store.find(source.toString()).map(Descriptor::digest);
    }

    @Override
    public Copied copy(Assembly image, Reference source, PushProgress progress) throws IOException {
        Copied copied = pulls.bring(image, source.repository(), store::has, progress);
        store.add(image, Pulls.layers(image), source.toString(), cache);
        return copied;
    }

    @Override
    public void known(Assembly image, Reference source) {
        // Blobs are looked for where they lie.
    }

    @Override
    public void finish() {
        // Each image is whole when it was copied.
    }
}
