package io.github.kubespraymaven.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers of a JSON text (RFC 8259, section 6). */
final class JsonNumbers {
    /** Longer ones are refused: nobody writes them, and turning them into binary takes quadratic time. */
    private static final int MAX_LENGTH = 1000;

    /** A few characters could otherwise stand for gigabytes of zeros. */
    private static final int MAX_SCALE = 10_000;

    private static final String LARGE_EXPONENT = "a number has an absurdly large exponent";
    private static final int DIGITS_OF_A_LONG = 18;

    private final byte[] text;
    private final String what;

    JsonNumbers(byte[] text, String what) {
        this.text = text;
        this.what = what;
    }

    /** Returns the place behind a number. */
    int end(int start) throws JsonException {
        int at = is(start, '-') ? start + 1 : start;
        int whole = at;
        at = digits(at);
        if (is(whole, '0') && at > whole + 1) {
            throw bad(whole, "a number starts with 0");
        }
        if (is(at, '.')) {
            at = digits(at + 1);
        }
        if (is(at, 'e') || is(at, 'E')) {
            at = digits(is(at + 1, '+') || is(at + 1, '-') ? at + 2 : at + 1);
        }
        if (at - start > MAX_LENGTH) {
            throw bad(start, "a number is longer than " + MAX_LENGTH + " characters");
        }
        return at;
    }

    private int digits(int start) throws JsonException {
        int at = start;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw bad(Math.min(at, text.length), "a digit was expected");
        }
        return at;
    }

    private boolean is(int at, char wanted) {
        return at < text.length && text[at] == wanted;
    }

    BigDecimal decimal(int start, int end) throws JsonException {
        try {
            BigDecimal number = new BigDecimal(string(start, end));
            if (Math.abs((long) number.scale()) <= MAX_SCALE) {
                return number;
            }
        } catch (NumberFormatException e) {
            JsonException bad = bad(start, LARGE_EXPONENT);
            bad.initCause(e);
            throw bad;
        }
        throw bad(start, LARGE_EXPONENT);
    }

    long whole(int start, int end) throws JsonException {
        if (end - start <= DIGITS_OF_A_LONG && digitsOnly(start, end)) {
            long value = 0;
            for (int at = start; at < end; at++) {
                value = value * 10 + text[at] - '0';
            }
            return value;
        }
        try {
            return decimal(start, end).longValueExact();
        } catch (ArithmeticException e) {
            throw new JsonException(
                    what, JsonCursor.place(text, start), "wanted a whole number, got " + string(start, end));
        }
    }

    private boolean digitsOnly(int start, int end) {
        for (int at = start; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }

    private String string(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private JsonException bad(int at, String problem) {
        return new JsonException(what, JsonCursor.place(text, at), "not JSON: " + problem);
    }
}
