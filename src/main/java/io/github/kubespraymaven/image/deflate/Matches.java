package io.github.kubespraymaven.image.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what stood before. Places whose four bytes hash alike form a chain, the nearest first, which is followed for a
 * bounded number of steps; of places with the same three bytes only the nearest is known.
 *
 * <p>The tables count places through all inputs, and leave more than a window between two of them: what an earlier input
 * left behind is too far back to be taken, and need not be cleared away.
 */
final class Matches {
    static final int WINDOW = 1 << 15;

    /** A match of three bytes that lies farther back takes more bits than three literals. */
    private static final int NEAR = 1 << 12;

    private static final int HASH_BITS = 16;
    private static final int HASH_BITS_OF_THREE = 15;

    /** 2^32 divided by the golden ratio: spreads neighbouring numbers (Knuth, volume 3, section 6.4). */
    private static final int SPREAD = 0x9E3779B1;

    private static final int GAP = WINDOW + 1;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] newest = new int[1 << HASH_BITS];
    private final int[] newestOfThree = new int[1 << HASH_BITS_OF_THREE];
    private final int[] previous = new int[WINDOW];

    private byte[] input = {};
    private int end;
    /** What the tables count at the start of the input. */
    private int base;

    private int distance;

    Matches() {
        this(GAP);
    }

    /** Starts to count at a number, at least the gap. */
    Matches(int base) {
        this.base = base;
    }

    /** Starts anew with an input that ends at {@code endOfInput}. */
    void reset(byte[] bytes, int endOfInput) {
        if (base > Integer.MAX_VALUE - end - GAP - endOfInput) {
            Arrays.fill(newest, 0);
            Arrays.fill(newestOfThree, 0);
            base = GAP;
        } else {
            base += end + GAP;
        }
        input = bytes;
        end = endOfInput;
    }

    private static int hash(int fourBytes) {
        return (fourBytes * SPREAD) >>> (32 - HASH_BITS);
    }

    private static int hashOfThree(int fourBytes) {
        return ((fourBytes << 8) * SPREAD) >>> (32 - HASH_BITS_OF_THREE);
    }

    /** Makes some places known; all before them must be. */
    void insert(int from, int to) {
        byte[] bytes = input;
        for (int position = from, stop = Math.min(to, end - 3); position < stop; position++) {
            int fourBytes = (int) INTS.get(bytes, position);
            int hash = hash(fourBytes);
            previous[position & (WINDOW - 1)] = newest[hash];
            newest[hash] = base + position;
            newestOfThree[hashOfThree(fourBytes)] = base + position;
        }
    }

    /**
     * Makes a place known and looks for what stands there.
     *
     * @param longerThan the least length that is of use, less one; at least 2
     * @param steps how far a chain is followed
     * @param enough a length at which to stop
     * @return the length of the longest match, or {@code longerThan} if there is none that is longer
     */
    int find(int position, int longerThan, int steps, int enough) {
        if (position > end - 4) {
            return longerThan;
        }
        byte[] bytes = input;
        int head = (int) INTS.get(bytes, position);
        int hash = hash(head);
        int counted = newest[hash];
        previous[position & (WINDOW - 1)] = counted;
        newest[hash] = base + position;
        int hashOfThree = hashOfThree(head);
        int ofThree = newestOfThree[hashOfThree] - base;
        newestOfThree[hashOfThree] = base + position;

        int best = longerThan;
        if (best < 3 && position - ofThree <= NEAR && ((int) INTS.get(bytes, ofThree) ^ head) << 8 == 0) {
            best = 3;
            distance = position - ofThree;
        }
        int longest = Math.min(Symbols.MAX_MATCH, end - position);
        int least = Math.max(best, 3);
        if (least >= longest) {
            return best;
        }
        int oldest = position - WINDOW;
        int tail = (int) INTS.get(bytes, position + least - 3);
        int candidate = counted - base;
        for (int left = steps; candidate >= oldest && left > 0; left--) {
            if ((int) INTS.get(bytes, candidate + least - 3) == tail && (int) INTS.get(bytes, candidate) == head) {
                int length = common(bytes, candidate, position, longest);
                if (length > least) {
                    best = length;
                    distance = position - candidate;
                    if (length >= enough || length == longest) {
                        break;
                    }
                    least = length;
                    tail = (int) INTS.get(bytes, position + least - 3);
                }
            }
            candidate = previous[candidate & (WINDOW - 1)] - base;
        }
        return best;
    }

    /** Returns the distance of the match that was found last. */
    int distance() {
        return distance;
    }

    /** Returns how many bytes at two places are the same, of which the first four are known to be. */
    private static int common(byte[] bytes, int earlier, int position, int longest) {
        int length = 4;
        for (; length + 8 <= longest; length += 8) {
            long difference = (long) LONGS.get(bytes, earlier + length) ^ (long) LONGS.get(bytes, position + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
        }
        while (length < longest && bytes[earlier + length] == bytes[position + length]) {
            length++;
        }
        return length;
    }
}
