package io.github.kubespraymaven.verify;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.verify.tar.TarItem;
import io.github.kubespraymaven.verify.tar.TarItems;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A layer that is read from its first byte to its last, and hashed on the way: what is stored, and what that unpacks to. */
final class LayerStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    /** A layer that unpacks to more is no layer of an image that somebody runs. */
    private static final long MOST_BYTES = 64L << 30;

    private static final int MOST_ENTRIES = 2_000_000;

    private final InputStream stored;
    private final InputStream plain;
    private final MessageDigest storedSum = Algorithm.SHA256.start();
    private final MessageDigest plainSum = Algorithm.SHA256.start();
    private final TarItems items;
    private long bytes;
    private int entries;

    /** Opens a layer, plain or compressed with gzip or zstd, as its first bytes tell. */
    LayerStream(ComparedLayer layer) throws IOException {
        this.stored =
                new BufferedInputStream(new DigestInputStream(layer.bytes().open(), storedSum), BUFFER);
        try {
            this.plain = new DigestInputStream(plain(stored), plainSum);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
        this.items = new TarItems(new BufferedInputStream(new Counted(), BUFFER));
    }

    private static InputStream plain(InputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length == 4 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(in, BUFFER);
        }
        boolean zstd = magic.length == 4
                && (magic[0] & 0xff) == 0x28
                && (magic[1] & 0xff) == 0xb5
                && magic[2] == 0x2f
                && (magic[3] & 0xff) == 0xfd;
        try {
            return zstd ? new ZstdInputStreamNoFinalizer(in) : in;
        } catch (LinkageError e) {
            throw new IOException("zstd's native library does not run on this machine (" + e.getMessage() + ")", e);
        }
    }

    /** Goes on to the next entry. */
    Optional<TarItem> next() throws IOException {
        if (++entries > MOST_ENTRIES) {
            throw new IOException("more than " + MOST_ENTRIES + " entries, which no layer has");
        }
        return items.next();
    }

    /** Returns the content of the entry, which may be left unread. */
    InputStream content() {
        return items.content();
    }

    /** Reads to the end. */
    void finish() throws IOException {
        plain.transferTo(OutputStream.nullOutputStream());
        stored.transferTo(OutputStream.nullOutputStream());
    }

    /** Returns the digest of what is stored; call once, after {@link #finish}. */
    Digest storedDigest() {
        return Digest.finish(storedSum);
    }

    /** Returns the digest of the tar stream; call once, after {@link #finish}. */
    Digest plainDigest() {
        return Digest.finish(plainSum);
    }

    @Override
    public void close() throws IOException {
        plain.close();
        stored.close();
    }

    private final class Counted extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = plain.read(buffer, offset, length);
            bytes += Math.max(n, 0);
            if (bytes > MOST_BYTES) {
                throw new IOException("it unpacks to more than " + MOST_BYTES + " bytes, which no layer does");
            }
            return n;
        }
    }
}
