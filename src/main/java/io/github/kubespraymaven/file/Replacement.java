package io.github.kubespraymaven.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that appear whole or not at all: written beside their place under a name that nobody knows, then renamed. The
 * directories that they lie in are made. Where anything fails, the message names the file and never the other name.
 */
public final class Replacement {
    private static final String PREFIX = ".kubespray-";
    private static final String SUFFIX = ".part";
    private static final int BUFFER = 1 << 16;

    private Replacement() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it to a stream, which stays open. */
        void to(OutputStream out) throws IOException;
    }

    /** Takes one step in the making of a file. */
    @FunctionalInterface
    private interface Step {
        void to(Path beside) throws IOException;
    }

    /**
     * Tells whether a name is one of those that files have while they are written: a process that was killed may have left
     * such a file.
     */
    public static boolean isBeside(String name) {
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * Writes a file, instead of what stands there.
     *
     * @throws UnwritableException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        make(file, beside -> write(beside, file, bytes));
    }

    private static void write(Path beside, Path file, byte[] bytes) throws IOException {
        try (OutputStream out = open(beside, file)) {
            out.write(bytes);
        }
    }

    /**
     * Writes a file, instead of what stands there; of a symbolic link to a file, that file.
     *
     * @throws UnwritableException if it cannot be written
     * @throws IOException if what it is to hold cannot be had
     */
    public static void write(Path file, Writing writing) throws IOException {
        Path place = file;
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                throw UnwritableException.taken(file);
            }
            place = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        }
        make(place, beside -> {
            try (OutputStream out = new BufferedOutputStream(open(beside, file), BUFFER)) {
                writing.to(out);
            }
        });
    }

    /**
     * Writes some files, of which none appears before all could be written.
     *
     * @throws UnwritableException if one cannot be written
     */
    public static void write(Map<Path, byte[]> files) throws IOException {
        Map<Path, Path> written = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                Path place = file.getKey();
                written.put(place, fresh(place, beside -> write(beside, place, file.getValue())));
            }
            for (Map.Entry<Path, Path> file : written.entrySet()) {
                move(file.getValue(), file.getKey());
            }
        } finally {
            for (Path beside : written.values()) {
                Files.deleteIfExists(beside);
            }
        }
    }

    /**
     * Puts a file that is elsewhere into its place too: a link where the file system has them, else a copy.
     *
     * @throws UnwritableException if it cannot be written
     */
    public static void link(Path existing, Path file) throws IOException {
        make(file, beside -> {
            try {
                Files.createLink(beside, existing);
            } catch (FileSystemException | UnsupportedOperationException e) {
                // Another file system, or one without links.
                Files.copy(existing, beside, StandardCopyOption.COPY_ATTRIBUTES);
            }
        });
    }

    private static void make(Path file, Step step) throws IOException {
        Path beside = fresh(file, step);
        try {
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Takes the step with a name that nobody else has. */
    private static Path fresh(Path file, Step step) throws IOException {
        makeDirectory(file);
        while (true) {
            // Random numbers would cost an idle build more than all else here.
            Path beside = file.resolveSibling(PREFIX + Long.toHexString(System.nanoTime()) + SUFFIX);
            try {
                step.to(beside);
                return beside;
            } catch (FileAlreadyExistsException e) {
                if (!isAbout(beside, e)) {
                    Files.deleteIfExists(beside);
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(beside);
                if (e instanceof FileSystemException failure && isAbout(beside, failure)) {
                    throw UnwritableException.of(file, failure);
                }
                throw e;
            }
        }
    }

    private static boolean isAbout(Path beside, FileSystemException failure) {
        String name = beside.toString();
        return name.equals(failure.getFile()) || name.equals(failure.getOtherFile());
    }

    private static void makeDirectory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw UnwritableException.without(directory, file, e);
            }
        }
    }

    private static void move(Path beside, Path file) throws IOException {
        try {
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw UnwritableException.of(file, e);
        }
    }

    private static OutputStream open(Path beside, Path file) throws IOException {
        return new Named(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), file);
    }

    /** What is said of a full disk names no file at all. */
    static final class Named extends FilterOutputStream {
        private final Path file;

        Named(OutputStream out, Path file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw UnwritableException.of(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw UnwritableException.of(file, e);
            }
        }
    }
}
