package io.github.kubespraymaven.image.root;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A layer's bytes as a tar stream, however they are compressed: known by how they begin, since media types may be wrong. */
public final class LayerBytes extends FilterInputStream {
    /** How many bytes tell the compression. */
    public static final int MAGIC = 6;

    private static final String GZIP = "gzip";
    private static final String ZSTD = "zstd";
    private static final int BUFFER = 1 << 16;

    /** A layer that unpacks to more than that is no layer but a bomb: the largest that are known have 20 GB. */
    private static final long MOST = 64L << 30;

    private final String what;
    private long count;

    private LayerBytes(String what, InputStream plain) {
        super(plain);
        this.what = what;
    }

    /**
     * Opens a layer.
     *
     * @param what it is, for errors
     * @throws IOException if it is compressed in another way than by gzip or zstd
     */
    public static LayerBytes open(String what, InputStream stored) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
        in.mark(MAGIC);
        byte[] start = in.readNBytes(MAGIC);
        in.reset();
        return new LayerBytes(what, plain(what, in, start));
    }

    private static InputStream plain(String what, InputStream in, byte[] start) throws IOException {
        Optional<String> compression = compression(start);
        if (compression.isEmpty()) {
            refuse(what, start);
            return in;
        }
        if (compression.get().equals(GZIP)) {
            return new GZIPInputStream(in, BUFFER);
        }
        try {
            return new ZstdInputStreamNoFinalizer(in);
        } catch (LinkageError e) {
            throw new IOException(
                    what + " is compressed with zstd, whose native library does not run on this machine ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private static void refuse(String what, byte[] start) throws IOException {
        boolean bzip2 = begins(start, 'B', 'Z', 'h');
        if (bzip2 || begins(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            throw new IOException(
                    what + " is compressed with " + (bzip2 ? "bzip2" : "xz") + "; layers are plain, gzip or zstd");
        }
    }

    /**
     * Returns how bytes are compressed that begin like this: {@code gzip}, {@code zstd}, or nothing for any others.
     *
     * @param start {@link #MAGIC} bytes
     */
    public static Optional<String> compression(byte[] start) {
        if (begins(start, 0x1f, 0x8b)) {
            return Optional.of(GZIP);
        }
        boolean skippable = start.length >= 4 && (start[0] & 0xf0) == 0x50 && begins(start, start[0], 0x2a, 0x4d, 0x18);
        return skippable || begins(start, 0x28, 0xb5, 0x2f, 0xfd) ? Optional.of(ZSTD) : Optional.empty();
    }

    private static boolean begins(byte[] start, int... magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (start[i] != (byte) magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (java.util.zip.ZipException e) {
            throw new IOException(what + " cannot be decompressed: " + e.getMessage(), e);
        }
        count += Math.max(n, 0);
        if (count > MOST) {
            throw new IOException(what + " unpacks to more than " + MOST + " bytes, which no layer does");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] passed = new byte[(int) Math.min(n, BUFFER)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
