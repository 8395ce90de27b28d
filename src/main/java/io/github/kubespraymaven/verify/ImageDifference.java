package io.github.kubespraymaven.verify;

import java.util.List;
import java.util.Locale;

/**
 * One thing in which two images differ.
 *
 * @param where the file's path, or the member's place in a document; empty for the whole
 * @param what in which respect: {@code mode}, {@code content}, {@code only in the given image}
 * @param expected what it should be; empty where there is nothing to say
 * @param given what it is; likewise
 * @param excerpt lines that show it
 */
public record ImageDifference(String where, String what, String expected, String given, List<String> excerpt) {
    /** In how many characters a value is shown. */
    private static final int SHOWN = 160;

    /** What is only on one side has this as its respect. */
    static final String MISSING = "missing in the given image";

    /** And this. */
    static final String EXTRA = "only in the given image";

    /** Keeps its own copies, in bounds. */
    public ImageDifference {
        where = shown(where);
        expected = shown(expected);
        given = shown(given);
        excerpt = List.copyOf(excerpt);
    }

    static ImageDifference of(String where, String what, String expected, String given) {
        return new ImageDifference(where, what, expected, given, List.of());
    }

    /** Returns it on one line. */
    String line() {
        StringBuilder line = new StringBuilder(where);
        if (!where.isEmpty()) {
            line.append(": ");
        }
        line.append(what);
        if (expected.isEmpty() != given.isEmpty()) {
            return line.append(" (").append(expected).append(given).append(')').toString();
        }
        return expected.isEmpty()
                ? line.toString()
                : line.append(": expected ")
                        .append(expected)
                        .append(", got ")
                        .append(given)
                        .toString();
    }

    /** Names and values come from strangers: whatever moves a terminal's cursor or ends a line is written out. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int length = Math.min(text.length(), SHOWN);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean direction = c >= '\u200e' && c <= '\u202e' && Character.getType(c) == Character.FORMAT;
            if (Character.isISOControl(c) || direction || (Character.isSurrogate(c) && !paired(text, i))) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return text.length() > SHOWN ? shown + "…" : shown.toString();
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
