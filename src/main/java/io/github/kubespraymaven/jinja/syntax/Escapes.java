package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.value.EvaluationException;

/** The escapes of Python's string literals (The Python Language Reference, 2.4.1); an unknown one stays as it is. */
public final class Escapes {
    private Escapes() {}

    /**
     * The string that is meant.
     *
     * @throws EvaluationException for a truncated or impossible code point
     */
    public static String decode(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\' || at == raw.length()) {
                out.append(c);
            } else {
                at = escape(raw, at, out);
            }
        }
        return out.toString();
    }

    private static int escape(String raw, int at, StringBuilder out) {
        char kind = raw.charAt(at);
        switch (kind) {
            case '\n' -> {
                // a line goes on
            }
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000b');
            case '\\', '\'', '"' -> out.append(kind);
            case 'x' -> {
                return codePoint(raw, at + 1, 2, out);
            }
            case 'u' -> {
                return codePoint(raw, at + 1, 4, out);
            }
            case 'U' -> {
                return codePoint(raw, at + 1, 8, out);
            }
            default -> {
                if (kind >= '0' && kind <= '7') {
                    return octal(raw, at, out);
                }
                out.append('\\').append(kind);
            }
        }
        return at + 1;
    }

    private static int codePoint(String raw, int begin, int digits, StringBuilder out) {
        int end = begin + digits;
        String hex = raw.substring(begin, Math.min(end, raw.length()));
        if (hex.length() < digits || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new EvaluationException(
                    "the escape \\" + raw.charAt(begin - 1) + hex + " needs " + digits + " hexadecimal digits");
        }
        long code = Long.parseLong(hex, 16);
        if (code > Character.MAX_CODE_POINT) {
            throw new EvaluationException("the escape \\" + raw.charAt(begin - 1) + hex + " names no character");
        }
        out.appendCodePoint((int) code);
        return end;
    }

    private static int octal(String raw, int begin, StringBuilder out) {
        int at = begin;
        int code = 0;
        while (at < raw.length() && at < begin + 3 && raw.charAt(at) >= '0' && raw.charAt(at) <= '7') {
            code = code * 8 + raw.charAt(at++) - '0';
        }
        out.appendCodePoint(code);
        return at;
    }
}
