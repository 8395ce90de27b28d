package io.github.kubespraymaven.image.deflate;

import java.util.Arrays;

/** Some tokens, and the cheapest of the three ways to write them (RFC 1951, section 3.2.3). */
final class Block {
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;

    /** The most bytes that a stored block holds. */
    private static final int MAX_STORED = 0xffff;

    private static final int MAX_CODE = 15;

    private final int from;
    private final int to;
    private final int bytes;
    private final int[] literalCounts;
    private final int[] distanceCounts;
    private final HuffmanCode literals;
    private final HuffmanCode distances;
    private final CodeLengths codeLengths;
    private final long fixedBits;
    private final long bits;

    private Block(int from, int to, int bytes, int[] literalCounts, int[] distanceCounts) {
        this.from = from;
        this.to = to;
        this.bytes = bytes;
        this.literalCounts = literalCounts;
        this.distanceCounts = distanceCounts;
        literalCounts[Symbols.END_OF_BLOCK] = 1;
        literals = HuffmanCode.of(literalCounts, MAX_CODE);
        distances = HuffmanCode.of(distanceCounts, MAX_CODE);
        codeLengths = new CodeLengths(literals, distances);
        long extraBits = extraBits(literalCounts, distanceCounts);
        fixedBits = 3 + Fixed.LITERALS.cost(literalCounts) + Fixed.DISTANCES.cost(distanceCounts) + extraBits;
        long dynamicBits =
                3 + codeLengths.bits() + literals.cost(literalCounts) + distances.cost(distanceCounts) + extraBits;
        bits = Math.min(dynamicBits, Math.min(fixedBits, storedBits()));
    }

    /** The stretch of tokens that begins with one. */
    static Block of(DeflateTokens tokens, int from) {
        int to = Math.min(from + DeflateTokens.STRETCH, tokens.count());
        return new Block(from, to, tokens.bytes(from), tokens.literals(from), tokens.distances(from));
    }

    /** Returns the tokens of this block and of the next as one block. */
    Block with(Block next) {
        return new Block(
                from,
                next.to,
                bytes + next.bytes,
                sum(literalCounts, next.literalCounts),
                sum(distanceCounts, next.distanceCounts));
    }

    /** Returns how many bits the block takes. */
    long bits() {
        return bits;
    }

    int bytes() {
        return bytes;
    }

    private static int[] sum(int[] one, int[] other) {
        int[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    private static long extraBits(int[] literalCounts, int[] distanceCounts) {
        long bits = 0;
        for (int symbol = 257; symbol < literalCounts.length; symbol++) {
            bits += (long) literalCounts[symbol] * Symbols.lengthExtra(symbol);
        }
        for (int symbol = 0; symbol < distanceCounts.length; symbol++) {
            bits += (long) distanceCounts[symbol] * Symbols.distanceExtra(symbol);
        }
        return bits;
    }

    /** With a byte lost to alignment in each. */
    private long storedBits() {
        long blocks = Math.max(1, (bytes + MAX_STORED - 1) / MAX_STORED);
        return 8L * bytes + blocks * (8 + 32);
    }

    /** Writes the block; input and its offset are those of the bytes that the tokens stand for. */
    void write(DeflateTokens tokens, byte[] input, int offset, boolean last, BitWriter out) {
        if (storedBits() == bits) {
            stored(input, offset, last, out);
            return;
        }
        boolean fixed = fixedBits == bits;
        out.add((last ? 1 : 0) | (fixed ? FIXED : DYNAMIC) << 1, 3);
        HuffmanCode literalCode = fixed ? Fixed.LITERALS : literals;
        HuffmanCode distanceCode = fixed ? Fixed.DISTANCES : distances;
        if (!fixed) {
            codeLengths.write(out);
        }
        tokens.write(from, to, literalCode, distanceCode, out);
    }

    private void stored(byte[] input, int offset, boolean last, BitWriter out) {
        int done = 0;
        do {
            int n = Math.min(bytes - done, MAX_STORED);
            storedHead(n, last && done + n == bytes, out);
            out.bytes(input, offset + done, n);
            done += n;
        } while (done < bytes);
    }

    /** Writes the head of a stored block, after which a whole byte starts. */
    static void storedHead(int length, boolean last, BitWriter out) {
        out.add((last ? 1 : 0) | STORED << 1, 3);
        out.align();
        out.add(length | (long) (~length & 0xffff) << 16, 32);
    }

    /** The code that both sides know (RFC 1951, section 3.2.6). */
    private static final class Fixed {
        static final HuffmanCode LITERALS;
        static final HuffmanCode DISTANCES;

        static {
            int[] lengths = new int[288];
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
            }
            LITERALS = HuffmanCode.ofLengths(lengths);
            int[] five = new int[30];
            Arrays.fill(five, 5);
            DISTANCES = HuffmanCode.ofLengths(five);
        }
    }
}
