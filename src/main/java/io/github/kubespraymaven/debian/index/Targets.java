package io.github.kubespraymaven.debian.index;

import java.nio.charset.StandardCharsets;

/**
 * The names in the value of a relationship field, one after the other; versions are read over. It looks at bytes and makes no
 * objects, as it passes over 800,000 names of which a resolution asks for some hundreds.
 */
final class Targets {
    private final byte[] text;
    private final int limit;
    private int at;
    private int from;
    private int to;
    private int hash;

    /** Of the value that stands in the text from one place to the one before another. */
    Targets(byte[] text, int from, int limit) {
        this.text = text;
        this.at = from;
        this.limit = limit;
    }

    /** Goes on to the next name; false if there is none. */
    boolean advance() {
        skipToName();
        from = at;
        int sum = 0;
        while (at < limit && !isBetween(text[at])) {
            sum = 31 * sum + text[at];
            at++;
        }
        to = at;
        hash = sum;
        return from < to;
    }

    private void skipToName() {
        while (at < limit && isBetween(text[at])) {
            if (text[at] == '(') {
                skipConstraint();
            } else {
                at++;
            }
        }
    }

    private void skipConstraint() {
        while (at < limit && text[at] != ')') {
            at++;
        }
        at = Math.min(at + 1, limit);
    }

    /** Whether a package may provide the name so: without a version, or at one; any other operator provides nothing. */
    boolean mayProvide() {
        int open = skipSpace(to);
        if (open == limit || text[open] != '(') {
            return true;
        }
        int operator = skipSpace(open + 1);
        return operator < limit && text[operator] == '=';
    }

    private int skipSpace(int start) {
        int place = start;
        while (place < limit && isSpace(text[place])) {
            place++;
        }
        return place;
    }

    private static boolean isBetween(byte b) {
        return b == ',' || b == '|' || b == '(' || isSpace(b);
    }

    /** Space, and the line ends of a folded field; bytes of letters beyond ASCII are negative. */
    static boolean isSpace(byte b) {
        return b <= ' ' && b >= 0;
    }

    byte[] text() {
        return text;
    }

    /** Where the name begins. */
    int from() {
        return from;
    }

    /** Where it ends. */
    int to() {
        return to;
    }

    /** What {@link PackageNames#hash} says of it. */
    int hash() {
        return hash;
    }

    /** Whether the name is qualified by an architecture. */
    boolean isQualified() {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return true;
            }
        }
        return false;
    }

    /** Whether the name ends so. */
    boolean endsWith(byte[] end) {
        return endsWith(text, from, to, end);
    }

    static boolean endsWith(byte[] text, int from, int to, byte[] end) {
        int start = to - end.length;
        if (start < from) {
            return false;
        }
        for (int i = 0; i < end.length; i++) {
            if (text[start + i] != end[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
