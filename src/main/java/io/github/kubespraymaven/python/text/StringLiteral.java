package io.github.kubespraymaven.python.text;

import java.util.Optional;

/** A Python string literal between single or double quotes ("String and Bytes literals"), without prefix. */
public final class StringLiteral {
    private static final String SIMPLE_ESCAPES = "\\'\"abfnrtv";
    private static final String THEIR_VALUES = "\\'\"\u0007\b\f\n\r\t\u000b";

    private StringLiteral() {}

    /**
     * The value of a literal.
     *
     * @param literal with its quotes, in which no unescaped quote of the same kind occurs
     * @return empty when Python would call it a syntax error
     */
    public static Optional<String> value(String literal) {
        String body = literal.substring(1, literal.length() - 1);
        if (body.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            return Optional.empty();
        }
        if (body.indexOf('\\') < 0) {
            return Optional.of(body);
        }
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            if (body.charAt(at) != '\\') {
                value.append(body.charAt(at));
                at++;
                continue;
            }
            int after = escape(body, at + 1, value);
            if (after < 0) {
                return Optional.empty();
            }
            at = after;
        }
        return Optional.of(value.toString());
    }

    /** A literal that has this value and holds no double quote but its own, so that a regular expression finds its end. */
    public static String of(String value) {
        if (value.indexOf('"') >= 0 && value.indexOf('\'') < 0 && value.chars().noneMatch(c -> c == '\\' || c < ' ')) {
            return "'" + value + "'";
        }
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\x22")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\x00")
                + '"';
    }

    /** Appends what the escape means whose letter stands at this index; the index after it, or -1. */
    private static int escape(String body, int at, StringBuilder value) {
        if (at == body.length()) {
            return -1;
        }
        char letter = body.charAt(at);
        int simple = SIMPLE_ESCAPES.indexOf(letter);
        if (simple >= 0) {
            value.append(THEIR_VALUES.charAt(simple));
            return at + 1;
        }
        if (Character.digit(letter, 8) >= 0 && letter < 0x80) {
            return octal(body, at, value);
        }
        return switch (letter) {
            case 'x' -> hexadecimal(body, at + 1, 2, value);
            case 'u' -> hexadecimal(body, at + 1, 4, value);
            case 'U' -> hexadecimal(body, at + 1, 8, value);
            case 'N' -> named(body, at + 1, value);
            default -> {
                // An unknown escape stays as it is.
                value.append('\\').append(letter);
                yield at + 1;
            }
        };
    }

    private static int octal(String body, int at, StringBuilder value) {
        int end = at;
        while (end < body.length() && end < at + 3 && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
            end++;
        }
        value.append((char) Integer.parseInt(body, at, end, 8));
        return end;
    }

    private static int hexadecimal(String body, int at, int digits, StringBuilder value) {
        int end = at + digits;
        if (end > body.length() || !body.substring(at, end).chars().allMatch(StringLiteral::isHexadecimal)) {
            return -1;
        }
        long codePoint = Long.parseLong(body, at, end, 16);
        if (codePoint > Character.MAX_CODE_POINT) {
            return -1;
        }
        value.appendCodePoint((int) codePoint);
        return end;
    }

    private static boolean isHexadecimal(int c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static int named(String body, int at, StringBuilder value) {
        int close = body.indexOf('}', at);
        if (close < 0 || body.charAt(at) != '{') {
            return -1;
        }
        try {
            value.appendCodePoint(Character.codePointOf(body.substring(at + 1, close)));
            return close + 1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
