package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A registry, with a repository for each image's name. */
final class RegistryDestination implements Destination {
    private final Map<Reference, Reference> names;
    private final Registries registries;
    private final Copies copies;

    RegistryDestination(Map<Reference, Reference> names, Registries registries) {
        this.names = Map.copyOf(names);
        this.registries = registries;
        this.copies = new Copies(registries);
    }

    private Reference target(Reference source) {
        return Objects.requireNonNull(names.get(source));
    }

    /** The tag where there is one; a digest pins what is read, and is kept anyway. */
    private static Optional<String> tag(Reference target) {
        return target.tag().or(() -> target.digest().isPresent() ? Optional.empty() : Optional.of(target.target()));
    }

    @Override
    public String name(Reference source) {
        Reference target = target(source);
        return target.repository().with(tag(target).orElse(target.target()));
    }

    @Override
    public Optional<Digest> digest(Reference source) throws IOException {
        Reference target = target(source);
        return registries.toPush(target.repository()).digestOf(tag(target).orElse(target.target()));
    }

    @Override
    public Copied copy(Assembly image, Reference source, PushProgress progress) throws IOException {
        Reference target = target(source);
        return copies.copy(image, source.repository(), target.repository(), tag(target), progress);
    }

    @Override
    public void known(Assembly image, Reference source) {
        copies.known(image, target(source).repository());
    }

    @Override
    public void finish() {
        // Each image is whole when it was copied.
    }
}
