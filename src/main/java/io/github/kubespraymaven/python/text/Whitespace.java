package io.github.kubespraymaven.python.text;

/**
 * White space as Python's {@code str.strip} and {@code \s} know it. Java has three notions of its own and none is equal:
 * {@code trim} and {@code strip} keep the no-break spaces, {@code Character.isWhitespace} leaves out U+0085.
 */
public final class Whitespace {
    private Whitespace() {}

    /** Whether Python calls this character white space. */
    public static boolean is(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || (c >= 0x1c && c <= 0x1f)
                || c == 0x85
                || (c > 0x85 && Character.isSpaceChar(c));
    }

    /** The text without white space at either end. */
    public static String strip(String text) {
        int start = skip(text, 0);
        int end = text.length();
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The first index at or after {@code from} that holds no white space, or the text's length. */
    public static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
