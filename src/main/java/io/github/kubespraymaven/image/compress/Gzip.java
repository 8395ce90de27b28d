package io.github.kubespraymaven.image.compress;

import io.github.kubespraymaven.image.deflate.Deflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * gzip (RFC 1952): one member, whose deflate blocks come from pieces that may each refer to the 32 KiB before them. Pieces
 * are joined by an empty stored block, which brings them to a whole byte (RFC 1951, section 3.2.4).
 */
final class Gzip implements PieceFormat {
    private static final int PIECE = 1 << 18;

    /** Encoders that rest between two pieces: never more than threads that worked for this stream at once. */
    private final ConcurrentLinkedQueue<Deflate> resting = new ConcurrentLinkedQueue<>();

    @Override
    public int pieceSize() {
        return PIECE;
    }

    @Override
    public int history() {
        return Deflate.WINDOW;
    }

    /** Nobody's time (0), no particular effort (0), no particular system (255). */
    @Override
    public byte[] header() {
        return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    }

    @Override
    public ByteBuffer compress(byte[] buffer, int start, int length, boolean last) {
        Deflate rested = resting.poll();
        Deflate encoder = rested == null ? new Deflate(PIECE) : rested;
        ByteBuffer encoded = encoder.encode(buffer, start, length, last);
        resting.add(encoder);
        return encoded;
    }

    @Override
    public byte[] trailer(long crc32, long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc32)
                .putInt((int) length)
                .array();
    }
}
