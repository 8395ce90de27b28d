package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.image.compress.PieceStream;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.concurrent.Executor;

/**
 * Turns trees into layer blobs in one pass: entries, tar, digest, compression, digest. Holds a few MiB whatever the layer's
 * size. Safe for use by many threads, each writing a layer of its own.
 */
public final class LayerWriter {
    /** Raised whenever the same entries give other bytes than before, by a change in how tar or compression is written. */
    public static final int FORMAT = 2;

    private final Compression compression;
    private final Executor workers;
    private final int ahead;

    /**
     * Makes a writer.
     *
     * @param compression how layers are compressed
     * @param workers compress pieces of layers beside the writing threads; {@code Runnable::run} is enough
     * @param ahead how many pieces of one layer may be under way at once, at least 1; twice the workers is good
     */
    public LayerWriter(Compression compression, Executor workers, int ahead) {
        this.compression = compression;
        this.workers = workers;
        this.ahead = ahead;
    }

    /**
     * Writes a layer.
     *
     * @param source its entries, in the order in which they are to stand
     * @param out takes the compressed bytes, from the calling thread; stays open
     * @throws IOException if an entry cannot be read or written
     */
    public LayerBlob write(EntrySource source, OutputStream out) throws IOException {
        DigestingOutput compressed = new DigestingOutput(out);
        try (PieceStream pieces = compression.start(workers, ahead, compressed)) {
            DigestingOutput plain = new DigestingOutput(pieces);
            TarLayer tar = new TarLayer(plain);
            source.writeTo(tar);
            tar.finish();
            pieces.finish();
            return new LayerBlob(
                    compressed.digest(),
                    plain.digest(),
                    compressed.count(),
                    plain.count(),
                    MediaTypes.LAYER + "+" + compression.label());
        }
    }

    /** Passes bytes on, and knows their number and their digest. */
    private static final class DigestingOutput extends FilterOutputStream {
        private final MessageDigest sum = Algorithm.SHA256.start();
        private long count;

        DigestingOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sum.update(bytes, offset, length);
            count += length;
        }

        /** Returns the digest of all bytes; may be asked for once. */
        Digest digest() {
            return Digest.finish(sum);
        }

        long count() {
            return count;
        }
    }
}
