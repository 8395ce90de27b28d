package io.github.kubespraymaven.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where builds go on.
 *
 * @param checkout in which Maven runs, with the results below target
 * @param cache of the builds
 */
record Site(Path checkout, Path cache) {

    /** A copy in another directory: same names, same times. */
    Site copiedTo(Path directory) throws IOException {
        Site copy = new Site(directory.resolve(checkout.getFileName()), directory.resolve(cache.getFileName()));
        copy(checkout, copy.checkout);
        copy(cache, copy.cache);
        return copy;
    }

    /** The same checkout with another cache. */
    Site with(Path otherCache) {
        return new Site(checkout, otherCache);
    }

    Result image() throws IOException {
        return Result.of(checkout, "image.json");
    }

    Path layout() {
        return checkout.resolve("target/kubespray/image");
    }

    /** Replaces a text in a file of the checkout. */
    void edit(String file, String text, String other) throws IOException {
        Path path = checkout.resolve(file);
        String before = Files.readString(path);
        if (!before.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is not in " + path);
        }
        Files.writeString(path, before.replace(text, other));
    }

    /** Where the cache keeps a blob. */
    Path blob(String digest) {
        String hex = digest.substring("sha256:".length());
        return cache.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex);
    }

    /** All files below a directory. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var all = Files.walk(directory)) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files;
    }

    /** Deletes a directory with all in it. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
