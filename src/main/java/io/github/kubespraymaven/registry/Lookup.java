package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.Optional;

/** Finds images in registries: their documents, each verified; no layer is read. */
public final class Lookup {
    private final Registries registries;

    /** Looks into these registries. */
    public Lookup(Registries registries) {
        this.registries = registries;
    }

    /** Returns which manifest or index a reference stands for, by one small request, if there is one. */
    public Optional<Digest> digest(Reference reference) throws IOException {
        return registries.toPull(reference.repository()).digestOf(reference.target());
    }

    /**
     * Returns an image, for all its platforms, if there is one of this name.
     *
     * @throws io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException if it may not be read
     * @throws IOException if it cannot be read, is none, or is not what its digest says
     */
    public Optional<ImageContents> find(Reference reference) throws IOException {
        RemoteRepository repository = registries.toPull(reference.repository());
        Optional<Document> top = repository.manifest(reference.target());
        return top.isPresent() ? Optional.of(read(top.get(), repository)) : Optional.empty();
    }

    /** Returns the manifest or index of that name alone, byte for byte, if it is there. */
    public Optional<Document> top(Reference reference) throws IOException {
        return registries.toPull(reference.repository()).manifest(reference.target());
    }

    /** Returns a repository's manifests, indexes and configs, each when it is asked for. */
    public ImageContents.Source documents(Repository repository) {
        return documents(registries.toPull(repository));
    }

    private static ImageContents read(Document top, RemoteRepository repository) throws IOException {
        return ImageContents.read(top, documents(repository));
    }

    private static ImageContents.Source documents(RemoteRepository repository) {
        return descriptor -> MediaTypes.isManifest(descriptor.mediaType()) || MediaTypes.isIndex(descriptor.mediaType())
                ? manifest(descriptor, repository)
                : repository.document(descriptor);
    }

    private static Document manifest(Descriptor descriptor, RemoteRepository repository) throws IOException {
        return repository
                .manifest(descriptor.digest().toString())
                .orElseThrow(() -> new IOException(
                        repository.name().with(descriptor.digest().toString())
                                + ": an index names this manifest, but the registry does not have it"));
    }
}
