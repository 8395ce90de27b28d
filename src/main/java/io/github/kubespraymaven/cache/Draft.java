package io.github.kubespraymaven.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

/**
 * A file that is being written beside its place, and then moved there at once. Closed before that, it is deleted.
 *
 * <p>Nothing is flushed to the disk (fsync) before the move: after a power failure a file may be shorter than it was, or hold
 * other bytes. The first is noticed by its stamp, both by its hash when it is read; waiting for the disk would cost seconds
 * in every build to save a download after a rare accident.
 */
final class Draft implements Closeable {
    private final Drafts drafts;
    private final Path file;
    private final FileChannel channel;

    Draft(Drafts drafts, Path file, FileChannel channel) {
        this.drafts = drafts;
        this.file = file;
        this.channel = channel;
    }

    void write(byte[] bytes, int offset, int length) throws CacheException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    /** Forgets what was written. */
    void clear() throws CacheException {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    /** Puts the file in its place, instead of what may be there. */
    void moveTo(Path target, FileTime stamp) throws CacheException {
        try {
            try {
                move(target, stamp);
            } catch (NoSuchFileException e) {
                moveAfterDeletion(target, stamp);
            }
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    private void move(Path target, FileTime stamp) throws IOException {
        Files.createDirectories(target.resolve("..").normalize());
        Files.setLastModifiedTime(file, stamp);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Somebody deleted the cache while this was written. The bytes are still there as long as the file is open. */
    private void moveAfterDeletion(Path target, FileTime stamp) throws IOException {
        try (Draft again = drafts.create()) {
            long position = 0;
            while (position < channel.size()) {
                position += channel.transferTo(position, channel.size() - position, again.channel);
            }
            again.move(target, stamp);
        }
    }

    @Override
    public void close() throws CacheException {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }
}
