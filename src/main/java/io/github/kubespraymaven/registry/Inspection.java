package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a repository has all of an image: manifests, indexes and configs are read and verified, layers are asked for.
 * Layers that only their maker may give away need not be there.
 */
public final class Inspection {
    /** How many layers of one image are asked for at once. */
    private static final int LAYERS = 4;

    private final RemoteRepository repository;

    /** Looks into this repository. */
    public Inspection(RemoteRepository repository) {
        this.repository = repository;
    }

    private static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    /** Returns the manifest or index that a tag or a digest stands for, if it is there. */
    public Optional<Document> top(String tagOrDigest) throws IOException {
        return repository.manifest(tagOrDigest);
    }

    /**
     * Tells what is wrong with an image.
     *
     * @param top its manifest or index
     * @return the first of what was found; nothing if all is there
     * @throws IOException if the registry cannot be asked
     */
    public Optional<String> problem(Document top) throws IOException {
        ImageContents image;
        try {
            image = ImageContents.read(top, this::document);
        } catch (MissingException | DigestMismatchException | JsonException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        List<Descriptor> layers = image.blobs().stream()
                .filter(layer -> MediaTypes.isDistributable(layer.mediaType()))
                .toList();
        return RegistryTasks.map(LAYERS, layers, repository::problem).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Document document(Descriptor wanted) throws IOException {
        String digest = wanted.digest().toString();
        if (MediaTypes.isManifest(wanted.mediaType()) || MediaTypes.isIndex(wanted.mediaType())) {
            return repository
                    .manifest(digest)
                    .orElseThrow(() -> new MissingException(
                            repository.name().with(digest) + ": this manifest, which an index names, is not there"));
        }
        Optional<String> problem = repository.problem(wanted);
        if (problem.isPresent()) {
            throw new MissingException(problem.get());
        }
        return repository.document(wanted);
    }
}
