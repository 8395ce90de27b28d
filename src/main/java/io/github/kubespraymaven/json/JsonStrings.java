package io.github.kubespraymaven.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strings of a JSON text (RFC 8259, section 7). */
final class JsonStrings {
    private final byte[] text;
    private final String what;

    /** Whether the string that was moved over last is all ASCII without escapes, as nearly all are. */
    private boolean plain;

    JsonStrings(byte[] text, String what) {
        this.text = text;
        this.what = what;
    }

    /** Returns the place behind a string's closing quote. */
    int end(int quote) throws JsonException {
        plain = true;
        int at = quote + 1;
        while (at < text.length && text[at] != '"') {
            at += text[at] >= ' ' && text[at] != '\\' ? 1 : unusual(at);
        }
        if (at >= text.length) {
            throw bad(text.length, "the text ends within a string");
        }
        return at + 1;
    }

    /** Returns how many bytes are passed over together. */
    private int unusual(int at) throws JsonException {
        if (text[at] >= 0 && text[at] < ' ') {
            throw bad(at, "a control character stands in a string; it has to be escaped");
        }
        plain = false;
        return text[at] == '\\' ? 2 : 1;
    }

    /** Returns the value of a string that {@link #end} just moved over. */
    String read(int quote, int end) throws JsonException {
        return plain
                ? new String(text, quote + 1, end - quote - 2, StandardCharsets.ISO_8859_1)
                : unescaped(quote + 1, end - 1);
    }

    private String unescaped(int start, int end) throws JsonException {
        StringBuilder value = new StringBuilder(end - start);
        int from = start;
        for (int at = start; at < end; ) {
            if (text[at] != '\\') {
                at++;
                continue;
            }
            decode(from, at, value);
            value.append(escape(at + 1, end));
            at += text[at + 1] == 'u' ? 6 : 2;
            from = at;
        }
        decode(from, end, value);
        return value.toString();
    }

    private void decode(int from, int end, StringBuilder value) throws JsonException {
        try {
            value.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, end - from)));
        } catch (CharacterCodingException e) {
            JsonException bad = bad(from, "a string is not UTF-8");
            bad.initCause(e);
            throw bad;
        }
    }

    private char escape(int at, int end) throws JsonException {
        return switch (text[at]) {
            case '"', '\\', '/' -> (char) text[at];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit(at + 1, end);
            default -> throw bad(at, "no escape is written \\" + (char) (text[at] & 0xFF));
        };
    }

    private char unit(int at, int end) throws JsonException {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < end ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                throw bad(at, "four hexadecimal digits were expected after \\u");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private JsonException bad(int at, String problem) {
        return new JsonException(what, JsonCursor.place(text, at), "not JSON: " + problem);
    }
}
