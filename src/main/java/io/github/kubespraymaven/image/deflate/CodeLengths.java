package io.github.kubespraymaven.image.deflate;

/** The head of a dynamic block: the lengths of both its codes, packed by a third code (RFC 1951, section 3.2.7). */
final class CodeLengths {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int REPEAT_PREVIOUS = 16;
    private static final int REPEAT_ZERO = 17;
    private static final int REPEAT_ZERO_MORE = 18;
    private static final int[] EXTRA = {2, 3, 7};

    private final int literalCount;
    private final int distanceCount;
    private final int packedCount;
    /** A symbol, and from bit 8 on the value of its extra bits. */
    private final int[] symbols = new int[Symbols.LITERALS_AND_LENGTHS + Symbols.DISTANCES];

    private int symbolCount;
    private final int[] frequencies = new int[ORDER.length];
    private final HuffmanCode code;

    CodeLengths(HuffmanCode literals, HuffmanCode distances) {
        literalCount = used(literals, Symbols.LITERALS_AND_LENGTHS, 257);
        distanceCount = used(distances, Symbols.DISTANCES, 1);
        int[] lengths = new int[literalCount + distanceCount];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < literalCount ? literals.length(i) : distances.length(i - literalCount);
        }
        pack(lengths);
        code = HuffmanCode.of(frequencies, 7);
        int count = ORDER.length;
        while (count > 4 && code.length(ORDER[count - 1]) == 0) {
            count--;
        }
        packedCount = count;
    }

    private static int used(HuffmanCode code, int all, int least) {
        int count = all;
        while (count > least && code.length(count - 1) == 0) {
            count--;
        }
        return count;
    }

    private void pack(int[] lengths) {
        for (int i = 0; i < lengths.length; ) {
            int value = lengths[i];
            int run = 1;
            while (i + run < lengths.length && lengths[i + run] == value) {
                run++;
            }
            i += run;
            if (value != 0) {
                add(value, 0);
                run--;
            }
            while (run >= 3) {
                int n = Math.min(run, value != 0 ? 6 : run <= 10 ? 10 : 138);
                if (value != 0) {
                    add(REPEAT_PREVIOUS, n - 3);
                } else if (n <= 10) {
                    add(REPEAT_ZERO, n - 3);
                } else {
                    add(REPEAT_ZERO_MORE, n - 11);
                }
                run -= n;
            }
            for (; run > 0; run--) {
                add(value, 0);
            }
        }
    }

    private void add(int symbol, int extra) {
        symbols[symbolCount++] = symbol | extra << 8;
        frequencies[symbol]++;
    }

    private static int extraBits(int symbol) {
        return symbol < REPEAT_PREVIOUS ? 0 : EXTRA[symbol - REPEAT_PREVIOUS];
    }

    /** Returns how many bits the head takes. */
    long bits() {
        long bits = 5 + 5 + 4 + 3L * packedCount + code.cost(frequencies);
        for (int symbol = REPEAT_PREVIOUS; symbol <= REPEAT_ZERO_MORE; symbol++) {
            bits += (long) frequencies[symbol] * extraBits(symbol);
        }
        return bits;
    }

    void write(BitWriter out) {
        out.add(literalCount - 257, 5);
        out.add(distanceCount - 1, 5);
        out.add(packedCount - 4, 4);
        for (int i = 0; i < packedCount; i++) {
            out.add(code.length(ORDER[i]), 3);
        }
        int[] words = code.words();
        for (int i = 0; i < symbolCount; i++) {
            int symbol = symbols[i] & 0xff;
            out.add(words[symbol]);
            out.add(symbols[i] >>> 8, extraBits(symbol));
        }
    }
}
