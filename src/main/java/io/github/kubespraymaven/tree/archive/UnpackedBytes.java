package io.github.kubespraymaven.tree.archive;

import io.github.kubespraymaven.stream.BlockInputStream;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Bytes as a decompressor gives them, as many as may be. What the decompressor cannot read becomes an error that says so; what
 * could not be read for it stays the error that it was.
 */
public final class UnpackedBytes extends BlockInputStream {
    private final Packed packed;
    private final InputStream plain;
    private final Bound bound;
    private final ErrorFactory complaint;
    private long count;

    /** Opens a decompressor. */
    @FunctionalInterface
    public interface Decompressor {
        /** Returns the plain bytes of packed ones. */
        InputStream open(InputStream packed) throws IOException;
    }

    /**
     * How many bytes may come.
     *
     * @param most of them
     * @param problem what is wrong when more come
     */
    public record Bound(long most, String problem) {}

    private UnpackedBytes(Packed packed, InputStream plain, Bound bound, ErrorFactory complaint) {
        this.packed = packed;
        this.plain = plain;
        this.bound = bound;
        this.complaint = complaint;
    }

    /**
     * Opens packed bytes.
     *
     * @throws IOException if they do not begin as the decompressor wants them to, by the complaint
     */
    public static UnpackedBytes open(InputStream stored, Decompressor decompressor, Bound bound, ErrorFactory complaint)
            throws IOException {
        Packed packed = new Packed(stored);
        try {
            return new UnpackedBytes(packed, decompressor.open(packed), bound, complaint);
        } catch (IOException e) {
            throw packed.failed.isPresent() ? e : damaged(complaint, e);
        }
    }

    /** Returns how many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = plain.read(buffer, offset, length);
        } catch (IOException e) {
            throw packed.failed.isPresent() ? e : damaged(complaint, e);
        }
        count += Math.max(n, 0);
        if (count > bound.most()) {
            throw complaint.of(bound.problem());
        }
        return n;
    }

    /** Frees what a decompressor holds, and closes what it reads. */
    @Override
    public void close() throws IOException {
        plain.close();
    }

    private static IOException damaged(ErrorFactory complaint, IOException e) {
        if (e instanceof EOFException) {
            return complaint.of("its compressed data is cut off", Optional.of(e));
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return complaint.of("cannot be decompressed: " + message, Optional.of(e));
    }

    /** Remembers that it could not be read itself. */
    private static final class Packed extends WrappedInputStream {
        private Optional<IOException> failed = Optional.empty();

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                failed = Optional.of(e);
                throw e;
            }
        }
    }
}
