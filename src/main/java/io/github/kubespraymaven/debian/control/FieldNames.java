package io.github.kubespraymaven.debian.control;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names of fields, each with its number, found by their bytes. */
final class FieldNames {
    private final byte[][] spellings;
    /** The numbers of the names of each length: in it most names of an index differ from all that are asked for. */
    private final int[][] byLength;

    FieldNames(List<String> names) {
        spellings = new byte[names.size()][];
        int longest = -1;
        for (int number = 0; number < spellings.length; number++) {
            spellings[number] = names.get(number).getBytes(StandardCharsets.US_ASCII);
            longest = Math.max(longest, spellings[number].length);
        }
        byLength = new int[longest + 1][0];
        for (int number = 0; number < spellings.length; number++) {
            int length = spellings[number].length;
            byLength[length] = Arrays.copyOf(byLength[length], byLength[length].length + 1);
            byLength[length][byLength[length].length - 1] = number;
        }
    }

    int size() {
        return spellings.length;
    }

    /** The number of the name that stands there, spelled the same; -1 if it is none of these. */
    int find(byte[] text, int from, int to) {
        if (to - from >= byLength.length) {
            return -1;
        }
        for (int number : byLength[to - from]) {
            if (Arrays.equals(text, from, to, spellings[number], 0, to - from)) {
                return number;
            }
        }
        return -1;
    }
}
