package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.Inspection;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A registry, with a repository for each image's name. */
final class RegistryDestination implements Destination {
    private final Map<Reference, TargetName> names;
    private final Registries registries;
    private final Copies copies;
    private final ManifestLocks locks = new ManifestLocks();

    RegistryDestination(Map<Reference, TargetName> names, Registries registries) {
        this.names = Map.copyOf(names);
        this.registries = registries;
        this.copies = new Copies(registries);
    }

    private TargetName target(Reference source) {
        return Objects.requireNonNull(names.get(source));
    }

    @Override
    public String name(Reference source) {
        return target(source).text();
    }

    @Override
    public List<String> notes(Reference source) {
        return target(source).notes();
    }

    @Override
    public TargetState look(Reference source, boolean thorough) throws IOException {
        TargetName target = target(source);
        if (!thorough) {
            RemoteRepository repository = registries.toPush(target.repository());
            return TargetState.whole(repository.digestOf(target.tag().orElseGet(target::target)));
        }
        Inspection inspection = new Inspection(registries.toPull(target.repository()));
        Optional<Document> top = inspection.top(target.target());
        if (top.isEmpty()) {
            return TargetState.NOTHING;
        }
        Optional<Digest> found = Optional.of(top.get().descriptor().digest());
        Optional<String> unnamed = target.digest().isEmpty() ? Optional.empty() : unnamed(target, found, inspection);
        return new TargetState(found, unnamed.isPresent() ? unnamed : inspection.problem(top.get()));
    }

    private static Optional<String> unnamed(TargetName target, Optional<Digest> digest, Inspection inspection)
            throws IOException {
        if (target.tag().isEmpty()) {
            return Optional.empty();
        }
        Optional<Digest> tagged =
                inspection.top(target.tag().get()).map(top -> top.descriptor().digest());
        return tagged.equals(digest)
                ? Optional.empty()
                : Optional.of(
                        "it is there by its digest, but its tag " + target.tag().get()
                                + tagged.map(other -> " is that of " + other).orElse(" is not there"));
    }

    @Override
    public Copied copy(ImageContents image, Reference source, PushProgress progress) throws IOException {
        TargetName target = target(source);
        return locks.holding(
                image,
                target.repository(),
                () -> copies.copy(image, source.repository(), target.repository(), target.tag(), progress));
    }

    @Override
    public void known(ImageContents image, Reference source) {
        copies.known(image, target(source).repository());
    }

    @Override
    public boolean finish(boolean whole) {
        // Each image is whole when it was copied.
        return true;
    }
}
