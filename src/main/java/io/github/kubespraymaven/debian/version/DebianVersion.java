package io.github.kubespraymaven.debian.version;

/**
 * A version {@code [epoch:]upstream[-revision]}, ordered as dpkg orders it. Two versions may be equal in order and still
 * be written differently ({@code 1.0} and {@code 0:1.00-0}): {@link #equals} compares what is written, {@link #compareTo}
 * what it means.
 *
 * @param epoch 0 to 2147483647; 0 when none is written
 * @param upstream everything between epoch and revision, never empty
 * @param revision what follows the last hyphen; empty when none is written
 * @param text the version as it was written
 */
public record DebianVersion(int epoch, String upstream, String revision, String text)
        implements Comparable<DebianVersion> {

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException when dpkg would refuse it; the message says why
     */
    public static DebianVersion parse(String text) {
        int colon = text.indexOf(':');
        int epoch = colon < 0 ? 0 : epoch(text, colon);
        String rest = text.substring(colon + 1);
        int hyphen = rest.lastIndexOf('-');
        String upstream = hyphen < 0 ? rest : rest.substring(0, hyphen);
        String revision = hyphen < 0 ? "" : rest.substring(hyphen + 1);
        if (upstream.isEmpty()) {
            throw malformed(text, "the upstream version is empty");
        }
        if (hyphen >= 0 && revision.isEmpty()) {
            throw malformed(text, "the revision after the last hyphen is empty");
        }
        requireLetters(text, upstream, ".-+~:");
        requireLetters(text, revision, ".+~");
        return new DebianVersion(epoch, upstream, revision, text);
    }

    @Override
    public int compareTo(DebianVersion other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byUpstream = comparePart(upstream, other.upstream);
        return byUpstream != 0 ? byUpstream : comparePart(revision, other.revision);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Policy 5.6.12: alternately a run of non-digits, compared by {@link #weight}, and a run of digits, as a number. */
    private static int comparePart(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() || j < right.length()) {
            while (nonDigitAt(left, i) || nonDigitAt(right, j)) {
                int difference = weight(left, i) - weight(right, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int leftEnd = endOfDigits(left, i);
            int rightEnd = endOfDigits(right, j);
            int difference = compareNumbers(left, i, leftEnd, right, j, rightEnd);
            if (difference != 0) {
                return difference;
            }
            i = leftEnd;
            j = rightEnd;
        }
        return 0;
    }

    /** A tilde sorts before the end, the end (and a digit) before letters, letters before everything else. */
    private static int weight(String part, int at) {
        if (at >= part.length() || isDigit(part.charAt(at))) {
            return 0;
        }
        char c = part.charAt(at);
        if (c == '~') {
            return -1;
        }
        return isLetter(c) ? c : c + 256;
    }

    /** By value, at any length: real versions hold time stamps and commit counts that fit into no integer type. */
    private static int compareNumbers(String left, int i, int leftEnd, String right, int j, int rightEnd) {
        int from = skipZeros(left, i, leftEnd);
        int to = skipZeros(right, j, rightEnd);
        int byLength = Integer.compare(leftEnd - from, rightEnd - to);
        return byLength != 0 ? byLength : left.substring(from, leftEnd).compareTo(right.substring(to, rightEnd));
    }

    private static int skipZeros(String part, int from, int end) {
        int at = from;
        while (at < end && part.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfDigits(String part, int from) {
        int at = from;
        while (at < part.length() && isDigit(part.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean nonDigitAt(String part, int at) {
        return at < part.length() && !isDigit(part.charAt(at));
    }

    private static int epoch(String text, int colon) {
        if (colon == 0) {
            throw malformed(text, "the epoch before the colon is empty");
        }
        long epoch = 0;
        for (int i = 0; i < colon; i++) {
            if (!isDigit(text.charAt(i))) {
                throw malformed(text, "the epoch is not a number");
            }
            epoch = epoch * 10 + (text.charAt(i) - '0');
            if (epoch > Integer.MAX_VALUE) {
                throw malformed(text, "the epoch is larger than " + Integer.MAX_VALUE);
            }
        }
        return (int) epoch;
    }

    private static void requireLetters(String text, String part, String punctuation) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!isDigit(c) && !isLetter(c) && punctuation.indexOf(c) < 0) {
                throw malformed(text, String.format("U+%04X may not stand in it", (int) c));
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static IllegalArgumentException malformed(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is not a Debian version: " + why);
    }
}
