package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A blob that is being written: hashed on its way, and stored under its digest by {@link #commit}. Closed without that, it
 * leaves nothing behind. Not for use by several threads at once.
 */
public final class BlobWriter extends OutputStream {
    private final DirectoryBlobs blobs;
    private final Draft draft;
    private final Algorithm algorithm;
    private final MessageDigest sum;
    private long size;

    BlobWriter(DirectoryBlobs blobs, Draft draft, Algorithm algorithm) {
        this.blobs = blobs;
        this.draft = draft;
        this.algorithm = algorithm;
        this.sum = algorithm.start();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        draft.write(bytes, offset, length);
        sum.update(bytes, offset, length);
        size += length;
    }

    /** Returns how many bytes were written. */
    public long size() {
        return size;
    }

    /** Forgets what was written, to begin again. */
    public void restart() throws IOException {
        draft.clear();
        sum.reset();
        size = 0;
    }

    /** A blob that is in the cache now. */
    public record Stored(Digest digest, long size, Path file) {}

    /** Stores what was written, under whatever digest it has. Nothing can be written after that. */
    public Stored commit() throws IOException {
        Digest digest = Digest.of(algorithm, sum.digest());
        return new Stored(digest, size, blobs.keep(draft, digest, size));
    }

    /**
     * Stores what was written if it has this digest. Otherwise {@link #restart} leads on.
     *
     * @param what what it is, for the error
     * @throws DigestMismatchException if it has another digest; nothing is stored then
     */
    public Stored commit(String what, Digest wanted) throws IOException {
        Digest got = Digest.of(algorithm, sum.digest());
        if (!got.equals(wanted)) {
            throw new DigestMismatchException(what, wanted.toString(), got.toString());
        }
        return new Stored(got, size, blobs.keep(draft, got, size));
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
