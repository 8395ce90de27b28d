package io.github.kubespraymaven.image.deflate;

import java.util.Arrays;

/**
 * Literals and matches in their order, as they were found in one input. They are counted as they come, a stretch of them at
 * a time: to go over them again later takes longer.
 */
final class DeflateTokens {
    private static final int STRETCH_BITS = 12;

    /** How many tokens are counted together. */
    static final int STRETCH = 1 << STRETCH_BITS;

    /** Where a stretch's counts of distances, and its count of bytes, lie behind those of literals and lengths. */
    private static final int DISTANCES = Symbols.LITERALS_AND_LENGTHS;

    private static final int BYTES = DISTANCES + Symbols.DISTANCES;
    private static final int COUNTS = BYTES + 1;

    private final int[] tokens;
    private int[] counts = {};
    private int count;

    /** Makes room for as many tokens as an input has bytes. */
    DeflateTokens(int capacity) {
        tokens = new int[capacity];
    }

    void clear() {
        count = 0;
        counts = new int[((tokens.length + STRETCH - 1) >> STRETCH_BITS) * COUNTS];
    }

    int count() {
        return count;
    }

    void literal(int value) {
        int symbol = value & 0xff;
        int stretch = (count >> STRETCH_BITS) * COUNTS;
        tokens[count++] = symbol;
        counts[stretch + symbol]++;
        counts[stretch + BYTES]++;
    }

    /** Adds "what stood {@code distance} bytes before, {@code length} bytes of it". */
    void match(int length, int distance) {
        int stretch = (count >> STRETCH_BITS) * COUNTS;
        tokens[count++] = length << 16 | distance;
        counts[stretch + Symbols.ofLength(length)]++;
        counts[stretch + DISTANCES + Symbols.ofDistance(distance)]++;
        counts[stretch + BYTES] += length;
    }

    /** Returns how often each literal and each length occurs in the stretch that begins with a token. */
    int[] literals(int from) {
        int stretch = (from >> STRETCH_BITS) * COUNTS;
        return Arrays.copyOfRange(counts, stretch, stretch + DISTANCES);
    }

    /** Returns how often each distance occurs in the stretch that begins with a token. */
    int[] distances(int from) {
        int stretch = (from >> STRETCH_BITS) * COUNTS;
        return Arrays.copyOfRange(counts, stretch + DISTANCES, stretch + BYTES);
    }

    /** Returns how many bytes the stretch that begins with a token stands for. */
    int bytes(int from) {
        return counts[(from >> STRETCH_BITS) * COUNTS + BYTES];
    }

    /** Writes some tokens, and the end of their block. */
    void write(int from, int to, HuffmanCode literals, HuffmanCode distances, BitWriter out) {
        int[] literalWords = literals.words();
        int[] distanceWords = distances.words();
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            int length = token >>> 16;
            if (length == 0) {
                out.add(literalWords[token]);
            } else {
                match(length, token & 0xffff, literalWords, distanceWords, out);
            }
        }
        out.add(literalWords[Symbols.END_OF_BLOCK]);
    }

    /** At most 15 + 5 + 15 + 13 bits, which go out at once. */
    private static void match(int length, int distance, int[] literals, int[] distances, BitWriter out) {
        int symbol = Symbols.ofLength(length);
        int word = literals[symbol];
        long bits = HuffmanCode.bitsOf(word);
        int count = HuffmanCode.lengthOf(word);
        bits |= (long) (length - Symbols.lengthBase(symbol)) << count;
        count += Symbols.lengthExtra(symbol);
        symbol = Symbols.ofDistance(distance);
        word = distances[symbol];
        bits |= (long) HuffmanCode.bitsOf(word) << count;
        count += HuffmanCode.lengthOf(word);
        bits |= (long) (distance - Symbols.distanceBase(symbol)) << count;
        count += Symbols.distanceExtra(symbol);
        out.add(bits, count);
    }
}
