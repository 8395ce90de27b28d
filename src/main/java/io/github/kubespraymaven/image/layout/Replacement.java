package io.github.kubespraymaven.image.layout;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that appear whole or not at all: written beside their place, then renamed. */
final class Replacement {
    private Replacement() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    static void write(Path file, Writing writing) throws IOException {
        Path beside = beside(file);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                writing.to(out);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Returns a name in the same directory that nobody else uses. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    static void move(Path beside, Path file) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Puts a file of the cache into its place: a link where the file system has them, else a copy. */
    static void link(Path cached, Path file) throws IOException {
        Path beside = beside(file);
        try {
            try {
                Files.createLink(beside, cached);
            } catch (FileSystemException | UnsupportedOperationException e) {
                // Another file system, or one without links.
                Files.copy(cached, beside, StandardCopyOption.COPY_ATTRIBUTES);
            }
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
