package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.distribution.Reported;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings images into registries. What is there already is not sent again, what a registry holds elsewhere it is asked to
 * take from there, and the tags come last: whoever pulls while this runs gets the image before, whole.
 */
public final class Push {
    /** As many requests for a few bytes as one host is asked at once anyway. */
    private static final int LOOKS = 8;

    /** More uploads at once share the same line, and each then takes longer to be of use to the next try. */
    private static final int UPLOADS = 4;

    private final Registries registries;
    private final Blobs cache;
    private final PushProgress progress;

    /**
     * Prepares to push.
     *
     * @param cache holds the layers
     * @param progress is told about every blob
     */
    public Push(Registries registries, Blobs cache, PushProgress progress) {
        this.registries = registries;
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * Pushes an image under all its tags.
     *
     * @param target the repository
     * @param tags at least one
     * @param elsewhere repositories that hold some of the layers, a base image's for one; those in the same registry are
     *     asked for a mount, from others a layer that is not in the cache is passed on
     * @throws io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException if nothing may be written there
     * @throws IOException if a layer cannot be had, or the registry cannot be reached or answers wrongly
     */
    public Pushed push(ImageContents image, Repository target, List<String> tags, List<MountSource> elsewhere)
            throws IOException {
        if (tags.isEmpty()) {
            throw new IllegalArgumentException(target + ": an image is pushed under one tag at least");
        }
        RemoteRepository repository = registries.toPush(target);
        Digest digest = image.top().descriptor().digest();
        List<String> missingTags = missingTags(repository, digest, tags);
        if (missingTags.isEmpty()) {
            return new Pushed(digest, 0, 0, 0, 0, true);
        }
        Counts counts = new Counts();
        return ContentRetry.run(descriptors(image), repository::doubt, again -> {
            if (again || missingTags.size() == tags.size()) {
                pushContent(image, repository, elsewhere, counts);
            }
            for (String tag : missingTags) {
                repository.putManifest(image.top(), tag);
            }
            return counts.pushed(digest);
        });
    }

    /**
     * Brings what an image consists of, whatever its tags stand for: blobs of an image that was pushed once may be gone.
     *
     * @throws IOException as {@link #push} would
     */
    public Pushed content(ImageContents image, Repository target, List<MountSource> elsewhere) throws IOException {
        Counts counts = new Counts();
        RemoteRepository repository = registries.toPush(target);
        return ContentRetry.run(descriptors(image), repository::doubt, again -> {
            pushContent(image, repository, elsewhere, counts);
            return counts.pushed(image.top().descriptor().digest());
        });
    }

    /**
     * Looks for blobs that an image will have, before all of it is known: what is found need not be looked for again.
     *
     * @throws IOException as {@link #push} would
     */
    public void lookAhead(List<Descriptor> blobs, Repository target) throws IOException {
        RemoteRepository repository = registries.toPush(target);
        if (!blobs.isEmpty() && repository.hasBlob(blobs.get(0))) {
            RegistryTasks.map(LOOKS, blobs.subList(1, blobs.size()), repository::hasBlob);
        }
    }

    /** The first is asked for alone: its answer brings the token that the others, and all that follows, go with. */
    private static List<String> missingTags(RemoteRepository repository, Digest digest, List<String> tags)
            throws IOException {
        List<String> missing = new ArrayList<>();
        for (String tag : tags) {
            if (!repository.digestOf(tag).equals(Optional.of(digest))) {
                missing.add(tag);
            }
        }
        return missing;
    }

    private void pushContent(
            ImageContents image, RemoteRepository repository, List<MountSource> elsewhere, Counts counts)
            throws IOException {
        List<Blob> blobs = blobs(image);
        List<Blob> missing = new ArrayList<>();
        counts.present.set(0);
        List<Boolean> there = RegistryTasks.map(LOOKS, blobs, blob -> repository.hasBlob(blob.descriptor()));
        for (int i = 0; i < blobs.size(); i++) {
            if (there.get(i)) {
                counts.present.incrementAndGet();
                progress.happened(new PushProgress.Step.Present(blobs.get(i).descriptor()));
            } else {
                missing.add(blobs.get(i));
            }
        }
        missing.sort(Comparator.comparingLong((Blob blob) -> blob.descriptor().size())
                .reversed());
        List<Long> moved = RegistryTasks.map(
                UPLOADS,
                missing,
                blob -> blob.document().isPresent()
                        ? upload(
                                blob.descriptor(),
                                new DocumentBody(blob.document().get()),
                                repository)
                        : bring(blob.descriptor(), repository, elsewhere, counts));
        moved.forEach(counts::add);
        for (Document document : image.documents()) {
            String type = document.descriptor().mediaType();
            boolean manifest = MediaTypes.isManifest(type) || MediaTypes.isIndex(type);
            if (manifest && !document.equals(image.top())) {
                repository.putManifest(document, document.descriptor().digest().toString());
            }
        }
    }

    /** A blob, and its bytes where they are at hand. */
    private record Blob(Descriptor descriptor, Optional<Document> document) {}

    private static List<Descriptor> descriptors(ImageContents image) {
        return blobs(image).stream().map(Blob::descriptor).toList();
    }

    /** All blobs once, configs with their bytes. */
    private static List<Blob> blobs(ImageContents image) {
        Map<Digest, Blob> blobs = new LinkedHashMap<>();
        for (Descriptor blob : image.blobs()) {
            blobs.put(blob.digest(), new Blob(blob, Optional.empty()));
        }
        for (Document document : image.documents()) {
            String type = document.descriptor().mediaType();
            if (!MediaTypes.isManifest(type) && !MediaTypes.isIndex(type)) {
                blobs.put(document.descriptor().digest(), new Blob(document.descriptor(), Optional.of(document)));
            }
        }
        return List.copyOf(blobs.values());
    }

    /** Returns how many bytes were uploaded. */
    private long bring(Descriptor blob, RemoteRepository repository, List<MountSource> elsewhere, Counts counts)
            throws IOException {
        for (Repository other : having(blob, elsewhere)) {
            if (other.isBeside(repository.name()) && repository.mount(blob, other)) {
                counts.mounted.incrementAndGet();
                progress.happened(new PushProgress.Step.Mounted(blob));
                return 0;
            }
        }
        return cache.find(blob.digest()).isPresent()
                ? upload(blob, new CachedBody(blob), repository)
                : stream(blob, having(blob, elsewhere), repository);
    }

    private static List<Repository> having(Descriptor blob, List<MountSource> elsewhere) {
        return elsewhere.stream()
                .filter(place -> place.blobs().contains(blob.digest()))
                .map(MountSource::repository)
                .toList();
    }

    /** From registry to registry, through this machine's memory alone. */
    private long stream(Descriptor blob, List<Repository> elsewhere, RemoteRepository repository) throws IOException {
        IOException missing = new IOException("the layer " + blob.digest() + " is neither in the cache nor in "
                + (elsewhere.isEmpty() ? "any registry that could be asked" : elsewhere)
                + "; build again without it: -Dkubespray.refresh");
        for (Repository other : elsewhere) {
            RemoteRepository from = registries.toPull(other);
            try {
                if (from.hasBlob(blob)) {
                    return upload(blob, new RemoteBody(from, blob), repository);
                }
            } catch (DeniedException e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    private long upload(Descriptor blob, Request.Body content, RemoteRepository repository) throws IOException {
        repository.upload(
                blob, new Reported(content, sent -> progress.happened(new PushProgress.Step.Advanced(blob, sent))));
        progress.happened(new PushProgress.Step.Uploaded(blob));
        return blob.size();
    }

    /** Counts what was done. */
    private static final class Counts {
        private final AtomicInteger mounted = new AtomicInteger();
        private final AtomicInteger present = new AtomicInteger();
        private int uploaded;
        private long bytes;

        void add(long moved) {
            uploaded += moved > 0 ? 1 : 0;
            bytes += moved;
        }

        Pushed pushed(Digest digest) {
            return new Pushed(digest, uploaded, bytes, mounted.get(), present.get(), false);
        }
    }

    /** Hashed while it is read: a blob that was damaged on the disk is never sent as what it is not. */
    private final class CachedBody implements Request.Body {
        private final Descriptor blob;

        CachedBody(Descriptor blob) {
            this.blob = blob;
        }

        @Override
        public long size() {
            return blob.size();
        }

        @Override
        public InputStream open() throws IOException {
            return cache.open(blob.digest())
                    .orElseThrow(() -> new IOException("the layer " + blob.digest()
                            + " is no longer in the cache: it was deleted, or found damaged; build again"));
        }
    }
}
