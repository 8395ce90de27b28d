package io.github.kubespraymaven.checkout;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How a file shows that nobody has touched it: a file that has kept its size, its time of change to the nanosecond and its
 * identity in the file system is not read again, as git and make have it too.
 *
 * @param size in bytes
 * @param changed when its content last changed
 * @param identity what tells it from another file that takes its place; empty where the file system has nothing such
 */
public record FileStamp(long size, FileTime changed, String identity) {
    /** A file changed this shortly before it was read may change again without another time, where times are coarse (FAT). */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    /** A time that is no multiple of this is not of such a file system; the clocks of others tick more often. */
    private static final long TICK = 10_000_000;

    private static final Duration FINE = Duration.ofMillis(100);

    /** Returns the stamp of a file. */
    public static FileStamp of(BasicFileAttributes file) {
        return new FileStamp(
                file.size(),
                file.lastModifiedTime(),
                Optional.ofNullable(file.fileKey()).map(Object::toString).orElse(""));
    }

    /** Whether a file that was read at some time will show it when it changes after that. */
    public boolean settledAt(Instant readAt) {
        boolean coarse = changed.to(TimeUnit.NANOSECONDS) % TICK == 0;
        return changed.toInstant().isBefore(readAt.minus(coarse ? COARSEST : FINE));
    }

    /** The stamp as one word. */
    @Override
    public String toString() {
        return (size + ";" + changed.to(TimeUnit.NANOSECONDS) + ";" + identity).replace(' ', '_');
    }
}
