package io.github.kubespraymaven.image.root;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A layer's bytes as a tar stream, however they are compressed: known by how they begin, since media types may be wrong. */
public final class LayerBytes {
    /** How many bytes tell the compression. */
    public static final int MAGIC = 6;

    private static final String GZIP = "gzip";
    private static final String ZSTD = "zstd";
    private static final int BUFFER = 1 << 16;

    /** A layer that unpacks to more than that is no layer but a bomb: the largest that are known have 20 GB. */
    private static final long MOST = 64L << 30;

    private LayerBytes() {}

    /**
     * Opens a layer.
     *
     * @param what it is, for errors
     * @throws IOException if it is compressed in another way than by gzip or zstd
     */
    public static UnpackedBytes open(String what, InputStream stored) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
        in.mark(MAGIC);
        byte[] start = in.readNBytes(MAGIC);
        in.reset();
        Optional<String> compression = compression(start);
        if (compression.isEmpty()) {
            refuse(what, start);
        }
        return UnpackedBytes.open(
                in,
                packed -> plain(packed, compression),
                new UnpackedBytes.Bound(MOST, "unpacks to more than " + MOST + " bytes, which no layer does"),
                (problem, cause) -> new IOException(what + " " + problem, cause.orElse(null)));
    }

    private static InputStream plain(InputStream in, Optional<String> compression) throws IOException {
        if (compression.isEmpty()) {
            return in;
        }
        if (compression.get().equals(GZIP)) {
            return new GZIPInputStream(in, BUFFER);
        }
        try {
            return new ZstdInputStreamNoFinalizer(in);
        } catch (LinkageError e) {
            throw new IOException("zstd's native library does not run on this machine (" + e.getMessage() + ")", e);
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
}
