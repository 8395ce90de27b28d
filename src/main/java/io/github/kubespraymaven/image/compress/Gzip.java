package io.github.kubespraymaven.image.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/**
 * gzip (RFC 1952): one member, whose deflate blocks come from pieces that may each refer to the 32 KiB before them. Pieces
 * are joined by an empty stored block, which brings them to a whole byte (RFC 1951, section 3.2.4).
 */
final class Gzip implements PieceFormat {
    private static final int LEVEL = 6;
    private static final int PIECE = 1 << 18;
    private static final int WINDOW = 1 << 15;

    @Override
    public int pieceSize() {
        return PIECE;
    }

    @Override
    public int history() {
        return WINDOW;
    }

    /** Nobody's time (0), no particular effort (0), no particular system (255). */
    @Override
    public byte[] header() {
        return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    }

    @Override
    public ByteBuffer compress(byte[] buffer, int start, int length, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            if (start > 0) {
                deflater.setDictionary(buffer, 0, start);
            }
            deflater.setInput(buffer, start, length);
            byte[] out = new byte[length + length / 100 + 64];
            if (last) {
                deflater.finish();
            }
            int size = deflater.deflate(out, 0, out.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
            return ByteBuffer.wrap(out, 0, size);
        } finally {
            deflater.end();
        }
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
