package io.github.kubespraymaven.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The files of a cache that are being written. Each is locked by its writer, so that those of a process that was killed can
 * be told from those of one that still writes.
 */
final class Drafts {
    /** The lock lies beyond every content, because Windows keeps others from reading what is locked. */
    static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    private final Path cache;
    private final Path directory;
    private final AtomicBoolean swept = new AtomicBoolean();

    Drafts(Path cache) {
        this.cache = cache;
        this.directory = cache.resolve("drafts");
    }

    /** Starts a new file; on the first occasion, those that killed processes left are deleted. */
    Draft create() throws CacheException {
        try {
            if (!swept.getAndSet(true)) {
                sweep();
            }
            while (true) {
                Optional<Draft> draft = tryCreate();
                if (draft.isPresent()) {
                    return draft.get();
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Returns nothing where the directory was deleted, or the file swept up, between two steps. */
    private Optional<Draft> tryCreate() throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(ownPrefix() + UUID.randomUUID());
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (isLocked(channel) && Files.exists(file)) {
            return Optional.of(new Draft(this, file, channel));
        }
        channel.close();
        return Optional.empty();
    }

    /** On a file system that knows no locks nothing is ever swept up, so nothing needs to be locked. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return Optional.ofNullable(channel.tryLock(LOCK_POSITION, 1, false)).isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Deletes what nobody writes any more. Files of this very process are left alone: on POSIX, to open and close one would
     * take away the lock that another thread has on it.
     */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(ownPrefix())) {
                    deleteIfAbandoned(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever written here.
        }
    }

    private static void deleteIfAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock(LOCK_POSITION, 1, false));
            if (lock.isPresent()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Somebody else's, or gone: a later build will see.
        }
    }

    /** The start time is part of it because process numbers come again, in containers always the same ones. */
    private static String ownPrefix() {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + started + "-";
    }

    CacheException failure(IOException cause) {
        return cause instanceof CacheException already ? already : new CacheException(cache, cause);
    }
}
