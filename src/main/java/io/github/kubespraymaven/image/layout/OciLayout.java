package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.file.UnwritableException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.json.JsonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image in a directory. Blobs are added first, then {@code index.json} is replaced, then what it no longer needs is
 * deleted: whoever reads the directory finds the old image or the new one, whenever the writer is stopped.
 *
 * @param directory need not exist before an image is written
 */
public record OciLayout(Path directory) {
    /**
     * Makes the directory hold one image and nothing else. Blobs are linked where the file system can, else copied. A
     * directory that holds the image already is left alone, which costs a look at each file's size and time.
     *
     * @param tag under which name readers find it
     * @param cache has the image's blobs
     * @return whether anything was written
     * @throws UserErrorException if the directory holds something else than one image
     * @throws IOException if it cannot be written; the image that was there before is still there then
     */
    public boolean write(ImageContents image, String tag, Blobs cache) throws IOException {
        boolean replaced = replace(image, tag, cache, Set.of());
        if (replaced) {
            keepOnly(image);
        }
        return replaced;
    }

    /**
     * Does the same, but leaves the blobs of the image that was there before: who knows that one by its digest finds it
     * until {@link #keepOnly}.
     *
     * @param leftOut blobs that are to be had elsewhere (OCI image specification, Image Layout: the blobs directory may be
     *     missing referenced blobs)
     */
    public boolean replace(ImageContents image, String tag, Blobs cache, Set<Digest> leftOut) throws IOException {
        List<Descriptor> blobs = image.blobs().stream()
                .filter(blob -> !leftOut.contains(blob.digest()))
                .toList();
        LayoutFiles files = LayoutFiles.of(image, tag);
        if (Files.isDirectory(directory) && holds(image, blobs, files, cache)) {
            return false;
        }
        requireOurs();
        try {
            put(image, blobs, files, cache);
        } catch (UnwritableException e) {
            throw e.of("the layout " + directory);
        }
        return true;
    }

    private void put(ImageContents image, List<Descriptor> blobs, LayoutFiles files, Blobs cache) throws IOException {
        Replacement.write(directory.resolve(LayoutFiles.MARKER), LayoutFiles.marker());
        for (Document document : image.documents()) {
            Path file = blob(document.descriptor().digest());
            if (!isWhole(file, document)) {
                Replacement.write(file, document.bytes());
            }
        }
        for (Descriptor blob : blobs) {
            Path file = blob(blob.digest());
            if (!isUntouched(file, blob, cache)) {
                Replacement.link(LayoutFiles.cached(cache, blob), file);
            }
        }
        Replacement.write(directory.resolve(LayoutFiles.INDEX), files.index());
    }

    /** Returns the files that hold an image here, all of which {@link #write} wrote. */
    public List<Path> files(ImageContents image) {
        List<Path> files =
                new ArrayList<>(List.of(directory.resolve(LayoutFiles.INDEX), directory.resolve(LayoutFiles.MARKER)));
        image.documents()
                .forEach(document -> files.add(blob(document.descriptor().digest())));
        image.blobs().forEach(blob -> files.add(blob(blob.digest())));
        return files;
    }

    private Path blob(Digest digest) {
        return directory
                .resolve(LayoutFiles.BLOBS)
                .resolve(digest.algorithm().prefix())
                .resolve(digest.hex());
    }

    private boolean holds(ImageContents image, List<Descriptor> blobs, LayoutFiles files, Blobs cache)
            throws IOException {
        if (!isWhole(directory.resolve(LayoutFiles.INDEX), files.index())
                || !isWhole(directory.resolve(LayoutFiles.MARKER), LayoutFiles.marker())) {
            return false;
        }
        for (Document document : image.documents()) {
            if (!isWhole(blob(document.descriptor().digest()), document)) {
                return false;
            }
        }
        for (Descriptor blob : blobs) {
            if (!isUntouched(blob(blob.digest()), blob, cache)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a blob has the size and the time of the cache's, which checks its own by them: a link to one that was damaged
     * and made anew since is the damaged one.
     */
    private static boolean isUntouched(Path file, Descriptor blob, Blobs cache) throws IOException {
        Optional<Path> cached = cache.find(blob.digest());
        return cached.isPresent()
                && hasSize(file, blob.size())
                && Files.getLastModifiedTime(file).toMillis()
                        == Files.getLastModifiedTime(cached.get()).toMillis();
    }

    private static boolean isWhole(Path file, Document document) throws IOException {
        return hasSize(file, document.descriptor().size()) && isWhole(file, document.bytes());
    }

    private static boolean isWhole(Path file, byte[] bytes) throws IOException {
        return hasSize(file, bytes.length) && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    private static boolean hasSize(Path file, long size) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() && attributes.size() == size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Lets only an empty directory or a layout of one image be written to: what somebody else put here is not ours to replace.
     *
     * @throws UserErrorException if it holds something else
     */
    public void requireOurs() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw Replaceable.standing(directory, "no directory");
        }
        Path index = directory.resolve(LayoutFiles.INDEX);
        if (Files.exists(index)) {
            int images = images();
            if (images > 1) {
                throw new UserErrorException(
                        Replaceable.holding(directory, images + " images, which writing one would delete"));
            }
            return;
        }
        Replaceable.requireUnfinished(directory);
    }

    private int images() throws IOException {
        try {
            return LayoutReader.index(directory.toString(), name -> Files.newInputStream(directory.resolve(name)))
                    .manifests()
                    .size();
        } catch (JsonException e) {
            throw new UserErrorException(
                    Replaceable.holding(directory, "an " + LayoutFiles.INDEX + " that lists no images"), e);
        }
    }

    /** Deletes all blobs that do not belong to an image. */
    public void keepOnly(ImageContents image) throws IOException {
        Set<Path> kept = new HashSet<>();
        image.documents()
                .forEach(document -> kept.add(blob(document.descriptor().digest())));
        image.blobs().forEach(blob -> kept.add(blob(blob.digest())));
        try (DirectoryStream<Path> algorithms = Files.newDirectoryStream(directory.resolve(LayoutFiles.BLOBS))) {
            for (Path algorithm : algorithms) {
                try (DirectoryStream<Path> blobs = Files.newDirectoryStream(algorithm)) {
                    for (Path blob : blobs) {
                        if (!kept.contains(blob)) {
                            Files.deleteIfExists(blob);
                        }
                    }
                }
            }
        }
    }
}
