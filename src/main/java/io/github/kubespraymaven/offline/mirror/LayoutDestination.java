package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.LayoutImages;
import io.github.kubespraymaven.image.layout.LayoutStore;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A layout with all images, each under its full name. */
final class LayoutDestination implements Destination {
    private final Path directory;
    private final LayoutStore store;
    private final Pulls pulls;
    private final Blobs cache;
    private final StoredCheck check = new StoredCheck();

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
    public List<String> notes(Reference source) {
        return List.of();
    }

    @Override
    public TargetState look(Reference source, boolean thorough) throws IOException {
        if (!store.exists()) {
            return TargetState.NOTHING;
        }
        try (LayoutImages images = LayoutImages.ofDirectory(directory)) {
            return check.look(images, source.toString(), blob -> {
                if (!thorough) {
                    return store.has(blob)
                            ? Optional.empty()
                            : Optional.of(directory + " does not have all of " + blob.digest());
                }
                Optional<String> problem = images.problem(blob);
                if (problem.isPresent()) {
                    store.distrust(blob);
                }
                return problem;
            });
        }
    }

    @Override
    public Copied copy(ImageContents image, Reference source, PushProgress progress) throws IOException {
        Copied copied = pulls.bring(image, source.repository(), store::has, progress);
        store.add(image, Pulls.layers(image), source.toString(), cache);
        return copied;
    }

    @Override
    public void known(ImageContents image, Reference source) {
        // Blobs are looked for where they lie.
    }

    @Override
    public boolean finish(boolean whole) {
        // Each image is whole when it was copied.
        return true;
    }
}
