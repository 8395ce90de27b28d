package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.concurrent.Interruption;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Claims<Place, Brought> places = new Claims<>();
    private final Claims<Place, Moved> repositories = new Claims<>();

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

    /** A blob, in a registry or in one of its repositories. */
    private record Place(String where, Digest blob) {}

    /** Where somebody has brought a blob. */
    private record Brought(Repository to, Moved moved) {}

    /** Notes that a repository has the blobs of an image already. */
    public void known(ImageContents image, Repository repository) {
        for (Descriptor blob : blobs(image)) {
            places.done(placeAt(repository, blob), new Brought(repository, Moved.NOTHING));
        }
    }

    /**
     * Copies an image: its blobs, the largest first, then its platforms' manifests, then its name.
     *
     * @param tag its name in the target; without one it is known there by its digest
     * @param progress is told about every blob
     * @throws io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException if nothing may be read, or written
     * @throws IOException if something cannot be had, is not what its digest says, or a registry cannot be reached
     */
    public Copied copy(ImageContents image, Repository from, Repository to, Optional<String> tag, PushProgress progress)
            throws IOException {
        RemoteRepository source = registries.toPull(from);
        RemoteRepository target = registries.toPush(to);
        List<Descriptor> blobs = blobs(image);
        List<Moved> moved = new ArrayList<>();
        ContentRetry.run(blobs, blob -> doubt(blob, target), again -> {
            moved.addAll(bringAll(blobs, image, source, target, progress));
            putManifests(image, target);
            target.putManifest(
                    image.top(), tag.orElse(image.top().descriptor().digest().toString()));
            return moved;
        });
        Moved all = moved.stream().reduce(Moved.NOTHING, Moved::and);
        return new Copied(image.top().descriptor().digest(), all.blobs(), all.bytes());
    }

    private void doubt(Descriptor blob, RemoteRepository target) {
        target.doubt(blob);
        repositories.forget(placeIn(target, blob));
        places.forget(placeAt(target.name(), blob));
    }

    private List<Moved> bringAll(
            List<Descriptor> blobs,
            ImageContents image,
            RemoteRepository source,
            RemoteRepository target,
            PushProgress progress)
            throws IOException {
        Map<Digest, Document> documents = new ConcurrentHashMap<>();
        image.documents().forEach(one -> documents.put(one.descriptor().digest(), one));
        return RegistryTasks.map(
                BLOBS,
                blobs,
                blob -> bring(
                        new Parcel(blob, Optional.ofNullable(documents.get(blob.digest())), progress), source, target));
    }

    /** All but the top, what is referred to before what refers to it. */
    private static void putManifests(ImageContents image, RemoteRepository target) throws IOException {
        List<Document> manifests = image.documents().stream()
                .filter(one -> MediaTypes.isManifest(one.descriptor().mediaType()) && !one.equals(image.top()))
                .toList();
        RegistryTasks.map(BLOBS, manifests, one -> put(one, target));
        for (Document index : image.documents()) {
            if (MediaTypes.isIndex(index.descriptor().mediaType()) && !index.equals(image.top())) {
                put(index, target);
            }
        }
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

    /** Within one repository a blob is brought once: registries are seen to miss for a moment one that is brought again. */
    private Moved bring(Parcel parcel, RemoteRepository source, RemoteRepository target) throws IOException {
        Claims.Result<Moved> moved =
                repositories.claim(placeIn(target, parcel.blob()), () -> bringHere(parcel, source, target));
        if (moved.own()) {
            return moved.value();
        }
        parcel.progress().happened(new PushProgress.Step.Present(parcel.blob()));
        return Moved.NOTHING;
    }

    private Moved bringHere(Parcel parcel, RemoteRepository source, RemoteRepository target) throws IOException {
        Descriptor blob = parcel.blob();
        Claims.Result<Brought> brought = places.claim(
                placeAt(target.name(), blob), () -> new Brought(target.name(), carry(parcel, source, target)));
        if (brought.own()) {
            return brought.value().moved();
        }
        Repository there = brought.value().to();
        if (!there.equals(target.name()) && target.mount(blob, there)) {
            parcel.progress().happened(new PushProgress.Step.Mounted(blob));
            return Moved.NOTHING;
        }
        return carry(parcel, source, target);
    }

    private static Place placeIn(RemoteRepository repository, Descriptor blob) {
        return new Place(repository.name().toString(), blob.digest());
    }

    private static Place placeAt(Repository repository, Descriptor blob) {
        return new Place(repository.registry(), blob.digest());
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
            throw Interruption.of("interrupted while images were copied", e);
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
}
