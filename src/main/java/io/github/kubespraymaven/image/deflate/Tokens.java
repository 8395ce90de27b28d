package io.github.kubespraymaven.image.deflate;

/** Literals and matches in their order, as they were found in one input. */
final class Tokens {
    private final int[] tokens;
    private int count;

    /** Makes room for as many tokens as an input has bytes. */
    Tokens(int capacity) {
        tokens = new int[capacity];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    void literal(int value) {
        tokens[count++] = value & 0xff;
    }

    /** Adds "what stood {@code distance} bytes before, {@code length} bytes of it". */
    void match(int length, int distance) {
        tokens[count++] = length << 16 | distance;
    }

    /** Adds the frequencies of the symbols of some tokens, and returns how many bytes these stand for. */
    int tally(int from, int to, int[] literals, int[] distances) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            int length = token >>> 16;
            if (length == 0) {
                literals[token]++;
                bytes++;
            } else {
                literals[Symbols.ofLength(length)]++;
                distances[Symbols.ofDistance(token & 0xffff)]++;
                bytes += length;
            }
        }
        return bytes;
    }

    /** Writes some tokens. */
    void write(int from, int to, HuffmanCode literals, HuffmanCode distances, BitWriter out) {
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            int length = token >>> 16;
            if (length == 0) {
                out.add(literals.code(token), literals.length(token));
            } else {
                match(length, token & 0xffff, literals, distances, out);
            }
        }
    }

    /** At most 15 + 5 + 15 + 13 bits, which go out at once. */
    private static void match(int length, int distance, HuffmanCode literals, HuffmanCode distances, BitWriter out) {
        int symbol = Symbols.ofLength(length);
        long bits = literals.code(symbol);
        int count = literals.length(symbol);
        bits |= (long) (length - Symbols.lengthBase(symbol)) << count;
        count += Symbols.lengthExtra(symbol);
        symbol = Symbols.ofDistance(distance);
        bits |= (long) distances.code(symbol) << count;
        count += distances.length(symbol);
        bits |= (long) (distance - Symbols.distanceBase(symbol)) << count;
        count += Symbols.distanceExtra(symbol);
        out.add(bits, count);
    }
}
