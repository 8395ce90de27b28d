package io.github.kubespraymaven.image.compress;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A compressed format whose streams can be joined from pieces that are compressed apart. Safe for use by many threads.
 */
interface PieceFormat {

    /** Returns how many bytes a piece holds; only the last may hold fewer, even none. */
    int pieceSize();

    /** Returns how many bytes before a piece may be referred to by it. */
    int history();

    /** Returns what stands before the first piece. */
    byte[] header();

    /**
     * Compresses a piece.
     *
     * @param buffer holds the history and then the piece
     * @param start where the piece starts: as many bytes before it are its history
     * @param length how many bytes it has
     * @param last whether the stream ends with it
     * @return the compressed bytes, backed by an array
     * @throws IOException if the library that does it cannot be used here
     */
    ByteBuffer compress(byte[] buffer, int start, int length, boolean last) throws IOException;

    /**
     * Returns what stands after the last piece.
     *
     * @param crc32 the checksum of all uncompressed bytes
     * @param length how many they are
     */
    byte[] trailer(long crc32, long length);
}
