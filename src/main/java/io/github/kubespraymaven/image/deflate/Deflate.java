package io.github.kubespraymaven.image.deflate;

import java.nio.ByteBuffer;

/**
 * Encodes pieces of a stream one by one, each on its own. Keeps about 2 MiB of working space for the next piece; for one
 * thread at a time.
 */
public final class Deflate {
    /** How far back a match may lie: as many bytes before a piece are of use to it. */
    public static final int WINDOW = Matches.WINDOW;

    // Chosen by measuring on what images hold (docs/design/compression.md). To change one is to change every layer.
    private static final int STEPS = 16;
    private static final int FEWER_STEPS = 4;
    private static final int GOOD_LENGTH = 8;
    private static final int LAZY_LENGTH = 16;
    private static final int ENOUGH = 64;

    private final Matches matches;
    private final DeflateTokens tokens;

    /** Makes an encoder for pieces up to a size. */
    public Deflate(int pieceSize) {
        this(pieceSize, new Matches());
    }

    Deflate(int pieceSize, Matches matches) {
        this.matches = matches;
        tokens = new DeflateTokens(pieceSize);
    }

    /**
     * Encodes a piece.
     *
     * @param buffer holds the bytes before the piece, up to {@link #WINDOW} of them, and then the piece
     * @param start where the piece starts
     * @param length how many bytes it has
     * @param last whether the stream ends with it; if not, an empty stored block is added, so that it ends with a whole
     *     byte and another piece may follow
     */
    public ByteBuffer encode(byte[] buffer, int start, int length, boolean last) {
        int end = start + length;
        tokens.clear();
        matches.reset(buffer, end);
        matches.insert(0, start);
        tokenize(buffer, start, end);
        // No block is larger than its stretches stored, each with a head of five bytes.
        byte[] out = new byte[length + (length / DeflateTokens.STRETCH + 2) * 5 + 16];
        BitWriter bits = new BitWriter(out);
        blocks(buffer, start, last, bits);
        if (last) {
            bits.align();
        } else {
            Block.storedHead(0, false, bits);
        }
        return ByteBuffer.wrap(out, 0, bits.size());
    }

    /** A match is taken only if none that begins at the next byte is better ("lazy matching", RFC 1951, section 4). */
    private void tokenize(byte[] buffer, int start, int end) {
        int position = start;
        while (position < end) {
            int length = matches.find(position, Symbols.MIN_MATCH - 1, STEPS, ENOUGH);
            if (length < Symbols.MIN_MATCH) {
                tokens.literal(buffer[position++]);
                continue;
            }
            int distance = matches.distance();
            int known = position + 1;
            while (length < LAZY_LENGTH) {
                int steps = length < GOOD_LENGTH ? STEPS : FEWER_STEPS;
                int next = matches.find(known++, length, steps, ENOUGH);
                if (next == length) {
                    break;
                }
                tokens.literal(buffer[position++]);
                length = next;
                distance = matches.distance();
            }
            tokens.match(length, distance);
            position += length;
            matches.insert(known, position);
        }
    }

    /** Neighbouring stretches share a block where that makes them no larger. */
    private void blocks(byte[] buffer, int start, boolean last, BitWriter out) {
        int offset = start;
        Block block = Block.of(tokens, 0);
        for (int from = DeflateTokens.STRETCH; from < tokens.count(); from += DeflateTokens.STRETCH) {
            Block next = Block.of(tokens, from);
            Block both = block.with(next);
            if (both.bits() <= block.bits() + next.bits()) {
                block = both;
            } else {
                block.write(tokens, buffer, offset, false, out);
                offset += block.bytes();
                block = next;
            }
        }
        block.write(tokens, buffer, offset, last, out);
    }
}
