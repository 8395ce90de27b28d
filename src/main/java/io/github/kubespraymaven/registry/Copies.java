package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.distribution.Reported;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Copies many images from registry to registry, through this machine's memory. However many images share a blob, it moves
 * once: the others wait for it and have it mounted. Safe for use by many threads, one for each image that is copied at once.
 */
public final class Copies {
    /** How many blobs of one image are seen to at once. */
    private static final int BLOBS = 4;

    /** How many blobs move at once: fewer than one host may be asked at once, as each takes a place there and here. */
    private static final int STREAMS = 6;

    private final Registries registries;
    private final Semaphore streams = new Semaphore(STREAMS);
    private final Map<Place, CompletableFuture<Repository>> places = new ConcurrentHashMap<>();

    /** Prepares to copy. */
    public Copies(Registries registries) {
        this.registries = registries;
    }

    /** A blob, with its bytes where these are known already, and who is told of it. */
    private record Parcel(Descriptor blob, Optional<Document> document, PushProgress progress) {}

    /** What was sent for a blob, or for many. */
    private record Moved(int blobs, long bytes) {
        static final Moved NOTHING = new Moved(0, 0);

        Moved and(Moved other) {
            return new Moved(blobs + other.blobs, bytes + other.bytes);
        }
    }

    private record Place(String registry, Digest blob) {}

    /** Notes that a repository has the blobs of an image already. */
    public void known(ImageContents image, Repository repository) {
        for (Descriptor blob : blobs(image)) {
            places.putIfAbsent(
                    new Place(repository.registry(), blob.digest()), CompletableFuture.completedFuture(repository));
        }
    }

    /**
     * Copies an image: its blobs, the largest first, then its platforms' manifests, then its name.
     *
     * @param tag its name in the target; without one it is known there by its digest
     * @param progress is told about every blob
     * @throws io.github.kubespraymaven.registry.distribution.RegistryDeniedException if nothing may be read, or written
     * @throws IOException if something cannot be had, is not what its digest says, or a registry cannot be reached
     */
    public Copied copy(ImageContents image, Repository from, Repository to, Optional<String> tag, PushProgress progress)
            throws IOException {
        RemoteRepository source = registries.toPull(from);
        RemoteRepository target = registries.toPush(to);
        Map<Digest, Document> documents = new ConcurrentHashMap<>();
        image.documents().forEach(one -> documents.put(one.descriptor().digest(), one));
        List<Moved> moved = new Parallel(BLOBS)
                .map(
                        blobs(image),
                        blob -> bring(
                                new Parcel(blob, Optional.ofNullable(documents.get(blob.digest())), progress),
                                source,
                                target));
        List<Document> manifests = image.documents().stream()
                .filter(one -> MediaTypes.isManifest(one.descriptor().mediaType()) && !one.equals(image.top()))
                .toList();
        new Parallel(BLOBS).map(manifests, one -> put(one, target));
        for (Document index : image.documents()) {
            if (MediaTypes.isIndex(index.descriptor().mediaType()) && !index.equals(image.top())) {
                put(index, target);
            }
        }
        Digest digest = image.top().descriptor().digest();
        target.putManifest(image.top(), tag.orElse(digest.toString()));
        Moved all = moved.stream().reduce(Moved.NOTHING, Moved::and);
        return new Copied(digest, all.blobs(), all.bytes());
    }

    private static Digest put(Document manifest, RemoteRepository target) throws IOException {
        Digest digest = manifest.descriptor().digest();
        target.putManifest(manifest, digest.toString());
        return digest;
    }

    /**
     * Layers and configs, the largest first; what is both, as in an artifact, once. Layers that only their maker may give away
     * stay where they are.
     */
    public static List<Descriptor> blobs(ImageContents image) {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        for (Descriptor layer : image.blobs()) {
            if (MediaTypes.isDistributable(layer.mediaType())) {
                blobs.put(layer.digest(), layer);
            }
        }
        for (Document document : image.documents()) {
            Descriptor config = document.descriptor();
            if (!MediaTypes.isManifest(config.mediaType()) && !MediaTypes.isIndex(config.mediaType())) {
                blobs.putIfAbsent(config.digest(), config);
            }
        }
        List<Descriptor> largestFirst = new ArrayList<>(blobs.values());
        largestFirst.sort(Comparator.comparingLong(Descriptor::size).reversed());
        return largestFirst;
    }

    private Moved bring(Parcel parcel, RemoteRepository source, RemoteRepository target) throws IOException {
        Descriptor blob = parcel.blob();
        Place place = new Place(target.name().registry(), blob.digest());
        while (true) {
            CompletableFuture<Repository> own = new CompletableFuture<>();
            CompletableFuture<Repository> other = places.putIfAbsent(place, own);
            if (other == null) {
                return bring(parcel, source, target, place, own);
            }
            Optional<Repository> there = await(other);
            if (there.isPresent()) {
                boolean elsewhere = !there.get().equals(target.name());
                if (elsewhere && target.mount(blob, there.get())) {
                    parcel.progress().happened(new PushProgress.Step.Mounted(blob));
                    return Moved.NOTHING;
                }
                return carry(parcel, source, target);
            }
        }
    }

    /** For the others too: whatever ends this, they hear of it. */
    private Moved bring(
            Parcel parcel,
            RemoteRepository source,
            RemoteRepository target,
            Place place,
            CompletableFuture<Repository> own)
            throws IOException {
        try {
            Moved moved = carry(parcel, source, target);
            own.complete(target.name());
            return moved;
        } finally {
            if (!own.isDone()) {
                places.remove(place, own);
                own.cancel(false);
            }
        }
    }

    /** Returns where somebody has brought a blob; nothing if that failed, so that it is to be tried again from here. */
    private static Optional<Repository> await(CompletableFuture<Repository> other) throws IOException {
        try {
            return Optional.of(other.get());
        } catch (CancellationException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Moved carry(Parcel parcel, RemoteRepository source, RemoteRepository target) throws IOException {
        Descriptor blob = parcel.blob();
        PushProgress progress = parcel.progress();
        if (target.hasBlob(blob)) {
            progress.happened(new PushProgress.Step.Present(blob));
            return Moved.NOTHING;
        }
        Request.Body content = parcel.document().isPresent()
                ? new DocumentBody(parcel.document().get())
                : new RemoteBody(source, blob);
        try {
            streams.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            target.upload(
                    blob, new Reported(content, sent -> progress.happened(new PushProgress.Step.Advanced(blob, sent))));
        } finally {
            streams.release();
        }
        progress.happened(new PushProgress.Step.Uploaded(blob));
        return new Moved(1, blob.size());
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while images were copied");
        interrupted.initCause(cause);
        return interrupted;
    }
}
