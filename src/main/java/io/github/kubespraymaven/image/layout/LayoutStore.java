package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.BlobStamp;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.file.UnwritableException;
import io.github.kubespraymaven.image.Annotations;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Index;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Many images in one layout, each under a name of its own. An image is added blobs first, then {@code index.json} is
 * replaced, so that the layout holds whole images at any moment. Nothing is ever deleted. Safe for use by many threads.
 */
public final class LayoutStore {
    private final Path directory;
    private final Set<Digest> damaged = ConcurrentHashMap.newKeySet();
    private Index index;

    private LayoutStore(Path directory, Index index) {
        this.directory = directory;
        this.index = index;
    }

    /**
     * Opens a layout, or one that is yet to be.
     *
     * @throws UserErrorException if the directory holds something else
     */
    public static LayoutStore open(Path directory) throws IOException {
        Path file = directory.resolve(LayoutFiles.INDEX);
        if (Files.exists(file)) {
            return new LayoutStore(
                    directory,
                    LayoutReader.index(directory.toString(), name -> Files.newInputStream(directory.resolve(name))));
        }
        if (Files.exists(directory)) {
            Replaceable.requireUnfinished(directory);
        }
        return new LayoutStore(directory, new Index(List.of(), Collections.emptySortedMap()));
    }

    /** Tells whether there is a layout already. */
    public boolean exists() {
        return Files.exists(directory.resolve(LayoutFiles.INDEX));
    }

    /** Notes that a blob is damaged though it has its size: it is not here then, and is written anew. */
    public void distrust(Descriptor blob) {
        damaged.add(blob.digest());
    }

    /** Tells whether a blob is here, whole: what was touched since it was written, or comes from others, is hashed. */
    public boolean has(Descriptor blob) throws IOException {
        Path file = file(blob);
        return !damaged.contains(blob.digest())
                && Files.isRegularFile(file)
                && Files.size(file) == blob.size()
                && BlobStamp.isWhole(file, blob.digest());
    }

    /**
     * Adds an image, instead of what stood under its name. Blobs are linked from the cache where the file system can, else
     * copied.
     *
     * @param blobs the image's; those that are not here must be in the cache
     * @throws IOException if a blob is nowhere, or the directory cannot be written to: it holds the images before then
     */
    public void add(ImageContents image, List<Descriptor> blobs, String name, Blobs cache) throws IOException {
        for (Descriptor blob : blobs) {
            if (!has(blob)) {
                LayoutFiles.cached(cache, blob);
            }
        }
        try {
            write(image, blobs, name, cache);
        } catch (UnwritableException e) {
            throw e.of("the layout " + directory);
        }
    }

    private void write(ImageContents image, List<Descriptor> blobs, String name, Blobs cache) throws IOException {
        Path marker = directory.resolve(LayoutFiles.MARKER);
        if (!Files.exists(marker) || Files.size(marker) == 0) {
            Replacement.write(marker, LayoutFiles.marker());
        }
        for (Descriptor blob : blobs) {
            if (!has(blob)) {
                Replacement.link(LayoutFiles.cached(cache, blob), file(blob));
                damaged.remove(blob.digest());
            }
        }
        for (Document document : image.documents()) {
            if (!has(document.descriptor())
                    || !Arrays.equals(Files.readAllBytes(file(document.descriptor())), document.bytes())) {
                Replacement.write(file(document.descriptor()), document.bytes());
            }
        }
        enter(image.top().descriptor().annotated(Annotations.REF_NAME, name), name);
    }

    private synchronized void enter(Descriptor entry, String name) throws IOException {
        List<Descriptor> entries = new ArrayList<>(index.manifests());
        entries.removeIf(other -> name.equals(other.annotations().get(Annotations.REF_NAME)));
        entries.add(entry);
        entries.sort((one, other) -> one.annotations()
                .getOrDefault(Annotations.REF_NAME, "")
                .compareTo(other.annotations().getOrDefault(Annotations.REF_NAME, "")));
        Index next = new Index(entries, index.annotations());
        Replacement.write(directory.resolve(LayoutFiles.INDEX), next.document().bytes());
        index = next;
    }

    private Path file(Descriptor blob) {
        return directory.resolve(LayoutFiles.blob(blob));
    }
}
