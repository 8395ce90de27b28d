package io.github.kubespraymaven.image.deflate;

import java.util.Arrays;

/** A prefix code for a set of symbols, as short for their frequencies as a limit on its length allows. */
final class HuffmanCode {
    private final int[] lengths;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
    }

    /**
     * Makes the code for some frequencies. At least two symbols get a code, so that every decoder finds it complete.
     *
     * @param frequencies by symbol, below 2^22
     * @param limit the longest a code may be
     */
    static HuffmanCode of(int[] frequencies, int limit) {
        return new HuffmanCode(lengths(frequencies, limit));
    }

    /** Makes the code that these lengths, by symbol, describe. */
    static HuffmanCode ofLengths(int... lengths) {
        return new HuffmanCode(lengths.clone());
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** Returns how many bits these symbols take, without their extra bits. */
    long cost(int[] frequencies) {
        long bits = 0;
        for (int i = 0; i < frequencies.length; i++) {
            bits += (long) frequencies[i] * lengths[i];
        }
        return bits;
    }

    private static int[] lengths(int[] frequencies, int limit) {
        int[] lengths = new int[frequencies.length];
        // Frequency and symbol in one number: sorting it is stable and needs no objects.
        int[] leaves = new int[frequencies.length];
        int count = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                leaves[count++] = frequencies[symbol] << 9 | symbol;
            }
        }
        if (count < 2) {
            int only = count == 0 ? 0 : leaves[0] & 511;
            lengths[only] = 1;
            lengths[only == 0 ? 1 : 0] = 1;
            return lengths;
        }
        Arrays.sort(leaves, 0, count);
        int[] atLength = limited(depths(leaves, count), limit);
        // The rarest symbols take the longest codes.
        int next = 0;
        for (int length = limit; length > 0; length--) {
            for (int n = atLength[length]; n > 0; n--) {
                lengths[leaves[next++] & 511] = length;
            }
        }
        return lengths;
    }

    /** Returns how many leaves of a Huffman tree lie at each depth; leaves come sorted by frequency. */
    private static int[] depths(int[] leaves, int count) {
        // Both the leaves and the inner nodes that are made come in rising order: two queues do for a heap.
        int[] weight = new int[count - 1];
        int[] parentOfInner = new int[count - 1];
        int[] parentOfLeaf = new int[count];
        int leaf = 0;
        int inner = 0;
        for (int made = 0; made < count - 1; made++) {
            int sum = 0;
            for (int child = 0; child < 2; child++) {
                if (inner == made || (leaf < count && leaves[leaf] >>> 9 <= weight[inner])) {
                    parentOfLeaf[leaf] = made;
                    sum += leaves[leaf++] >>> 9;
                } else {
                    parentOfInner[inner] = made;
                    sum += weight[inner++];
                }
            }
            weight[made] = sum;
        }
        int[] depth = new int[count - 1];
        for (int i = count - 3; i >= 0; i--) {
            depth[i] = depth[parentOfInner[i]] + 1;
        }
        int[] atDepth = new int[count + 1];
        for (int i = 0; i < count; i++) {
            atDepth[depth[parentOfLeaf[i]] + 1]++;
        }
        return atDepth;
    }

    /**
     * Shortens codes beyond the limit to it, and makes room for them by lengthening as few and as long others as
     * possible, until Kraft's sum is 1 again.
     */
    private static int[] limited(int[] atDepth, int limit) {
        int[] atLength = Arrays.copyOf(atDepth, Math.max(atDepth.length, limit + 1));
        for (int depth = limit + 1; depth < atLength.length; depth++) {
            atLength[limit] += atLength[depth];
            atLength[depth] = 0;
        }
        long used = 0;
        for (int length = 1; length <= limit; length++) {
            used += (long) atLength[length] << (limit - length);
        }
        for (; used > 1L << limit; used--) {
            // One code of the limit's length moves beside the longest shorter one, which grows by a bit.
            int length = limit - 1;
            while (atLength[length] == 0) {
                length--;
            }
            atLength[length]--;
            atLength[length + 1] += 2;
            atLength[limit]--;
        }
        return atLength;
    }

    /**
     * Gives out the codes in the order of lengths and symbols (RFC 1951, section 3.2.2). Most codes are made to see what
     * they would cost, and never asked for these.
     *
     * @return by symbol, how many bits it has and the bits, see {@link #lengthOf} and {@link #bitsOf}
     */
    int[] words() {
        int[] next = new int[17];
        for (int length : lengths) {
            next[length + 1] += length == 0 ? 0 : 1;
        }
        for (int length = 1, code = 0; length < 16; length++) {
            int here = next[length];
            code = (code + here) << 1;
            next[length] = code;
        }
        int[] words = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                words[symbol] = Integer.reverse(next[length]++) >>> (32 - length) << 4 | length;
            }
        }
        return words;
    }

    /** Returns how many bits the code has that a word holds. */
    static int lengthOf(int word) {
        return word & 15;
    }

    /** Returns the code that a word holds as it is to be written, its first bit lowest. */
    static int bitsOf(int word) {
        return word >>> 4;
    }
}
