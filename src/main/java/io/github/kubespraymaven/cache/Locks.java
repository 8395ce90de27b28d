package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps two builds from making the same thing at once. A lock holds between threads, between the class loaders of one Java
 * process, and between processes; the system frees those of a killed one. It saves work and is not what keeps the cache
 * whole: where files cannot be locked, or the cache is deleted meanwhile, the same thing is made twice.
 */
public final class Locks {
    private final Path cache;
    private final Consumer<String> waiting;

    Locks(Path cache, Consumer<String> waiting) {
        this.cache = cache;
        this.waiting = waiting;
    }

    /** Something done while a lock is held. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException;
    }

    /**
     * Does some work while nobody else does any under the same name. The caller looks inside the lock whether the work is
     * still to be done. Locks are not to be taken within each other, unless all builds take them in the same order.
     *
     * @param name what is made: a recipe's key
     */
    public <T> T holding(Digest name, Work<T> work) throws IOException {
        Path locks = cache.resolve("locks");
        // Strings are interned once per process, so that the plugin's copies in different class loaders (one per Maven
        // extension realm) meet here. The file's lock alone cannot do this: within a process a second one is an error,
        // and on POSIX closing any channel of the file frees the lock of all.
        synchronized ((Locks.class.getName() + ":" + identity(locks) + "/" + name.hex()).intern()) {
            try (FileChannel channel = open(locks.resolve(name.hex()))) {
                Optional<FileLock> lock = lock(channel, name);
                try {
                    return work.run();
                } finally {
                    if (lock.isPresent()) {
                        lock.get().release();
                    }
                }
            }
        }
    }

    /**
     * Which directory it is, however it is spelled: by links, by other letters where a file system takes them for the same, or
     * by a second mount. The locks' own files cannot tell, since they must not be opened before it is this thread's turn.
     */
    private String identity(Path locks) throws IOException {
        while (true) {
            try {
                Files.createDirectories(locks);
                Optional<Object> number = Optional.ofNullable(
                        Files.readAttributes(locks, BasicFileAttributes.class).fileKey());
                return number.isPresent()
                        ? number.get().toString()
                        : locks.toRealPath().toString();
            } catch (NoSuchFileException e) {
                // The cache was deleted between the two steps: once more.
            } catch (IOException e) {
                throw new CacheException(cache, e);
            }
        }
    }

    private FileChannel open(Path file) throws CacheException {
        while (true) {
            try {
                Files.createDirectories(cache.resolve("locks"));
                return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                // The cache was deleted between the two steps: once more.
            } catch (IOException e) {
                throw new CacheException(cache, e);
            }
        }
    }

    private Optional<FileLock> lock(FileChannel channel, Digest name) throws InterruptedIOException {
        try {
            Optional<FileLock> free = Optional.ofNullable(channel.tryLock());
            if (free.isPresent()) {
                return free;
            }
            waiting.accept(name.brief());
            return Optional.of(channel.lock());
        } catch (ClosedByInterruptException | FileLockInterruptionException e) {
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while another build made the same").initCause(e);
        } catch (IOException | OverlappingFileLockException e) {
            return Optional.empty();
        }
    }
}
