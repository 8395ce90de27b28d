package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;

/**
 * How a blob shows that nobody has touched it: its time of modification is computed from its size. Whoever writes to a file
 * or cuts it off sets the time to now, or leaves it (as a crash does) with another size; either way time and size no longer
 * fit. So one look at the file's attributes is enough, and there is no list of stamps that could itself be damaged.
 */
public final class BlobStamp {
    /** 1980-01-02T00:00:00Z: representable everywhere, and nobody's real time. */
    private static final long BASE_SECONDS = 315_619_200L;

    /** Coarse file systems keep even seconds only. */
    private static final long STEP_SECONDS = 2;

    /** Up to 8 and a half years later, for sizes below 128 MiB all different. */
    private static final long STEPS = 1L << 27;

    private static final int BUFFER = 64 * 1024;

    private BlobStamp() {}

    static FileTime of(long size) {
        return FileTime.fromMillis((BASE_SECONDS + STEP_SECONDS * (size % STEPS)) * 1000);
    }

    /**
     * Tells whether a file is a blob, wherever it lies: one that has not been touched since it came from a cache by its stamp,
     * any other by its hash. That costs it only once, where its time may be set.
     */
    public static boolean isWhole(Path file, Digest digest) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return fits(attributes) || isMended(file, digest, attributes.size());
    }

    /** A file with the wrong time but the right bytes (a copied cache, say) gets its stamp. */
    static boolean isMended(Path file, Digest digest, long size) throws IOException {
        try (InputStream in =
                new VerifyingInputStream(Files.newInputStream(file), file.toString(), digest, OptionalLong.empty())) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // Only its end says what it is.
            }
        } catch (DigestMismatchException | NoSuchFileException e) {
            return false;
        }
        try {
            Files.setLastModifiedTime(file, of(size));
        } catch (IOException e) {
            // What may only be read is hashed each time, but can be used.
        }
        return true;
    }

    static boolean fits(BasicFileAttributes file) {
        return file.lastModifiedTime().toMillis() == of(file.size()).toMillis();
    }
}
