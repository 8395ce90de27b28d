package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is attached to images in registries (OCI distribution specification 1.1, Listing Referrers). A registry that keeps
 * the list itself is left to it; for others it is kept under a tag, as the specification says under Referrers Tag Schema.
 */
public final class Referrers {
    private static final int UPLOADS = 4;

    /** Others may write to the same tag at the same time. */
    private static final int TRIES = 4;

    private final Registries registries;

    /** Attaches and looks in these registries. */
    public Referrers(Registries registries) {
        this.registries = registries;
    }

    /** The list of what refers to an image, and whether the registry keeps it. */
    private record Listing(boolean kept, List<Json> entries, Set<String> digests) {
        boolean has(Artifact artifact) {
            return digests.contains(artifact.manifest().descriptor().digest().toString());
        }
    }

    /**
     * Attaches artifacts to an image of a repository, unless they are attached. The image is there whatever becomes of them, so
     * what fails is a problem that is returned.
     *
     * @param artifacts all of one subject
     * @throws IOException if the thread was interrupted
     */
    public Attached attach(Repository target, List<Artifact> artifacts) throws IOException {
        if (artifacts.isEmpty()) {
            return new Attached(0, false, List.of());
        }
        Digest subject = artifacts.get(0).subject().digest();
        RemoteRepository repository = registries.toPush(target);
        try {
            Listing before = listing(repository, subject);
            List<Artifact> missing = missing(repository, before, artifacts);
            if (missing.isEmpty()) {
                return new Attached(0, !before.kept(), List.of());
            }
            if (!repository.hasBlob(Artifact.NO_CONFIG.descriptor())) {
                repository.upload(Artifact.NO_CONFIG.descriptor(), new DocumentBody(Artifact.NO_CONFIG));
            }
            List<Taken> taken = RegistryTasks.map(UPLOADS, missing, one -> put(repository, one));
            List<String> dropped =
                    taken.stream().flatMap(one -> one.dropped().stream()).toList();
            if (!dropped.isEmpty()) {
                return new Attached(0, false, dropped);
            }
            if (taken.stream().allMatch(Taken::understood)) {
                return new Attached(missing.size(), false, List.of());
            }
            return before.kept() ? kept(repository, subject, missing) : tagged(repository, subject, missing, before);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return new Attached(0, false, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** A list under a tag may name what was thrown away since. */
    private static List<Artifact> missing(RemoteRepository repository, Listing before, List<Artifact> artifacts)
            throws IOException {
        List<Artifact> missing = new ArrayList<>();
        for (Artifact one : artifacts) {
            Digest digest = one.manifest().descriptor().digest();
            boolean there = before.has(one)
                    && (before.kept() || repository.digestOf(digest.toString()).equals(Optional.of(digest)));
            if (!there) {
                missing.add(one);
            }
        }
        return missing;
    }

    /**
     * What became of an artifact.
     *
     * @param understood whether the registry says that it lists it
     * @param dropped why it is not there, if it is not
     */
    private record Taken(boolean understood, Optional<String> dropped) {}

    /** A registry that does not say that it has understood a subject may have thrown the manifest away. */
    private static Taken put(RemoteRepository repository, Artifact artifact) throws IOException {
        repository.upload(artifact.content().descriptor(), new DocumentBody(artifact.content()));
        if (repository.putReferrer(artifact.manifest())) {
            return new Taken(true, Optional.empty());
        }
        String digest = artifact.manifest().descriptor().digest().toString();
        return new Taken(
                false,
                repository.manifest(digest).isPresent()
                        ? Optional.empty()
                        : Optional.of(repository.name().with(digest) + ": the registry took this manifest ("
                                + artifact.type()
                                + ") and does not have it; it cannot hold what is attached to images"));
    }

    private static Attached kept(RemoteRepository repository, Digest subject, List<Artifact> artifacts)
            throws IOException {
        Listing now = listing(repository, subject);
        List<String> problems = artifacts.stream()
                .filter(one -> !now.has(one))
                .map(one -> repository
                                .name()
                                .with(one.manifest().descriptor().digest().toString())
                        + ": the registry has this manifest (" + one.type() + ") and does not list it with " + subject)
                .toList();
        return new Attached(artifacts.size() - problems.size(), false, problems);
    }

    private static Attached tagged(
            RemoteRepository repository, Digest subject, List<Artifact> artifacts, Listing before) throws IOException {
        Listing now = before;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Listing known = now;
            List<Json> entries = new ArrayList<>(known.entries());
            artifacts.stream()
                    .filter(one -> !known.has(one))
                    .map(Artifact::listed)
                    .forEach(entries::add);
            repository.putManifest(index(entries), tag(subject));
            now = byTag(repository, subject);
            if (artifacts.stream().allMatch(now::has)) {
                return new Attached(artifacts.size(), true, List.of());
            }
        }
        return new Attached(
                0,
                true,
                List.of(repository.name().with(tag(subject))
                        + ": others write to this tag at the same time; what is attached is there, but not listed"));
    }

    private static Document index(List<Json> entries) {
        return Document.of(
                MediaTypes.INDEX,
                Json.object()
                        .put("schemaVersion", 2)
                        .put("mediaType", MediaTypes.INDEX)
                        .put("manifests", new Json.Array(entries))
                        .build());
    }

    /** Referrers Tag Schema: the algorithm, a hyphen, and at most 64 characters of the value. */
    private static String tag(Digest subject) {
        return subject.algorithm().prefix() + "-"
                + subject.hex().substring(0, Math.min(64, subject.hex().length()));
    }

    private static Listing listing(RemoteRepository repository, Digest subject) throws IOException {
        Optional<List<JsonView>> kept = repository.referrers(subject);
        return kept.isPresent() ? listing(true, kept.get()) : byTag(repository, subject);
    }

    private static Listing byTag(RemoteRepository repository, Digest subject) throws IOException {
        Optional<Document> index = repository.manifest(tag(subject));
        return index.isPresent() && MediaTypes.isIndex(index.get().descriptor().mediaType())
                ? listing(false, Index.entries(index.get().read()))
                : new Listing(false, List.of(), Set.of());
    }

    private static Listing listing(boolean kept, List<JsonView> descriptors) throws JsonException {
        List<Json> entries = new ArrayList<>();
        Set<String> digests = new HashSet<>();
        for (JsonView entry : descriptors) {
            entries.add(entry.value());
            digests.add(entry.get("digest").text());
        }
        return new Listing(kept, entries, digests);
    }

    /**
     * Returns the document of some type that is attached to an image: of several the one that is listed last.
     *
     * @throws IOException if the registry cannot be asked, or what it has is not what its digest says
     */
    public Optional<Document> find(Repository target, Digest subject, String type) throws IOException {
        RemoteRepository repository = registries.toPull(target);
        Optional<Digest> found = Optional.empty();
        for (Json entry : listing(repository, subject).entries()) {
            JsonView view = new JsonView("a referrer of " + subject, "", entry);
            Optional<JsonView> its = view.find("artifactType");
            if (its.isPresent() && its.get().text().equals(type)) {
                found = Optional.of(Descriptor.digest(view.get("digest")));
            }
        }
        Optional<Document> manifest =
                found.isPresent() ? repository.manifest(found.get().toString()) : Optional.empty();
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        ImageManifest read = ImageManifest.read(manifest.get());
        return read.layers().isEmpty()
                ? Optional.empty()
                : Optional.of(repository.document(read.layers().get(0)));
    }
}
