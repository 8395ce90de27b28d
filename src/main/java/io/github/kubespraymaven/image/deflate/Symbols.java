package io.github.kubespraymaven.image.deflate;

/**
 * How lengths and distances are written: as a symbol and some extra bits (RFC 1951, section 3.2.5). The tables follow from
 * the rule in that section: the extra bits grow by one after every four lengths, and after every two distances.
 */
final class Symbols {
    static final int LITERALS_AND_LENGTHS = 286;
    static final int DISTANCES = 30;
    static final int END_OF_BLOCK = 256;
    static final int MIN_MATCH = 3;
    static final int MAX_MATCH = 258;

    /** By length - 3: the symbol. */
    private static final short[] LENGTH_SYMBOL = new short[MAX_MATCH - MIN_MATCH + 1];

    /** By symbol - 257: the least length, and how many extra bits. */
    private static final int[] LENGTH_BASE = new int[29];

    private static final int[] LENGTH_EXTRA = new int[29];

    /** By symbol: the least distance, and how many extra bits. */
    private static final int[] DISTANCE_BASE = new int[DISTANCES];

    private static final int[] DISTANCE_EXTRA = new int[DISTANCES];

    static {
        int length = MIN_MATCH;
        for (int i = 0; i < 28; i++) {
            LENGTH_BASE[i] = length;
            LENGTH_EXTRA[i] = i < 8 ? 0 : i / 4 - 1;
            for (int n = 1 << LENGTH_EXTRA[i]; n > 0 && length <= MAX_MATCH; n--, length++) {
                LENGTH_SYMBOL[length - MIN_MATCH] = (short) (257 + i);
            }
        }
        // 258 has a symbol of its own.
        LENGTH_BASE[28] = MAX_MATCH;
        LENGTH_SYMBOL[MAX_MATCH - MIN_MATCH] = 285;
        int distance = 1;
        for (int i = 0; i < DISTANCES; i++) {
            DISTANCE_BASE[i] = distance;
            DISTANCE_EXTRA[i] = i < 4 ? 0 : i / 2 - 1;
            distance += 1 << DISTANCE_EXTRA[i];
        }
    }

    private Symbols() {}

    /** Returns the symbol of a length, 3 to 258. */
    static int ofLength(int length) {
        return LENGTH_SYMBOL[length - MIN_MATCH];
    }

    /** Returns the symbol of a distance, 1 to 32768. */
    static int ofDistance(int distance) {
        int zeroBased = distance - 1;
        if (zeroBased < 4) {
            return zeroBased;
        }
        int top = 31 - Integer.numberOfLeadingZeros(zeroBased);
        return 2 * top + (zeroBased >>> (top - 1) & 1);
    }

    static int lengthBase(int symbol) {
        return LENGTH_BASE[symbol - 257];
    }

    static int lengthExtra(int symbol) {
        return symbol < 257 ? 0 : LENGTH_EXTRA[symbol - 257];
    }

    static int distanceBase(int symbol) {
        return DISTANCE_BASE[symbol];
    }

    static int distanceExtra(int symbol) {
        return DISTANCE_EXTRA[symbol];
    }
}
