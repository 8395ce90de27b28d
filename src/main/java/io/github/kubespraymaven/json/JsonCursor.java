package io.github.kubespraymaven.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A place in a JSON text, that moves over one value after the other: for texts of which only a part is wanted, and that are
 * too long to be made into a {@link Json} first. Strict (RFC 8259, no comments, nothing after the value) and bounded in depth;
 * only names that stand twice in an object are left to whoever collects them.
 *
 * <pre>{@code
 * json.openObject();
 * while (json.nextMember()) {
 *     switch (json.name()) {
 *         case "size" -> size = json.whole();
 *         default -> json.skip();
 *     }
 * }
 * json.end();
 * }</pre>
 */
public final class JsonCursor {
    private static final int MAX_DEPTH = 200;

    /** What stands at a place. */
    public enum Kind {
        /** Named values. */
        OBJECT,
        /** A list of values. */
        ARRAY,
        /** A string. */
        TEXT,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOL,
        /** {@code null}. */
        NULL
    }

    private final byte[] text;
    private final String what;
    private final JsonStrings strings;
    private final JsonNumbers numbers;
    private int at;
    private int depth;

    /** Whether the object or list was just opened: its first value has no comma before it. */
    private boolean fresh;

    private String name = "";

    /**
     * Stands before the text's value.
     *
     * @param text UTF-8
     * @param what what the text is, for errors
     */
    public JsonCursor(byte[] text, String what) {
        this.text = text;
        this.what = what;
        this.strings = new JsonStrings(text, what);
        this.numbers = new JsonNumbers(text, what);
        this.at = startsWithMark() ? 3 : 0;
    }

    /** RFC 8259, section 8.1: a reader may pass over a byte order mark. */
    private boolean startsWithMark() {
        return text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }

    /**
     * Returns what stands here, and does not move.
     *
     * @throws JsonException if it is no value
     */
    public Kind kind() throws JsonException {
        return switch (peek()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.TEXT;
            case 't', 'f' -> Kind.BOOL;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            case -1 -> throw bad(at == 0 ? "is empty, where a value was expected" : "ends where a value was expected");
            default -> throw bad("a value was expected, got " + shown());
        };
    }

    /** Moves into an object, before its first member. */
    public void openObject() throws JsonException {
        open(Kind.OBJECT, "an object");
    }

    /** Moves into a list, before its first item. */
    public void openArray() throws JsonException {
        open(Kind.ARRAY, "a list");
    }

    private void open(Kind wanted, String words) throws JsonException {
        require(wanted, words);
        at++;
        depth++;
        fresh = true;
        if (depth > MAX_DEPTH) {
            throw bad("is nested deeper than " + MAX_DEPTH);
        }
    }

    /** Moves to the next member's value; false at the object's end, and then behind it. */
    public boolean nextMember() throws JsonException {
        if (!next('}', "an object's")) {
            return false;
        }
        if (peek() != '"') {
            throw bad("a name in quotes was expected, got " + shown());
        }
        name = string();
        if (peek() != ':') {
            throw bad("a colon was expected after the name '" + name + "', got " + shown());
        }
        at++;
        return true;
    }

    /** Returns the name of the member that was moved to last. */
    public String name() {
        return name;
    }

    /** Moves to the next item; false at the list's end, and then behind it. */
    public boolean nextItem() throws JsonException {
        return next(']', "a list's");
    }

    private boolean next(char end, String whose) throws JsonException {
        int found = peek();
        if (found == end) {
            at++;
            depth--;
            fresh = false;
            return false;
        }
        if (!fresh) {
            if (found != ',') {
                throw bad("a comma or " + whose + " end was expected, got " + shown());
            }
            at++;
        }
        fresh = false;
        return true;
    }

    /** Reads a string. */
    public String text() throws JsonException {
        require(Kind.TEXT, "a string");
        return string();
    }

    private String string() throws JsonException {
        int end = strings.end(at);
        String read = strings.read(at, end);
        at = end;
        return read;
    }

    /** Reads a number, exactly as written. */
    public BigDecimal decimal() throws JsonException {
        require(Kind.NUMBER, "a number");
        int start = at;
        at = numbers.end(start);
        return numbers.decimal(start, at);
    }

    /** Reads a whole number of at most 64 bits. */
    public long whole() throws JsonException {
        require(Kind.NUMBER, "a whole number");
        int start = at;
        at = numbers.end(start);
        return numbers.whole(start, at);
    }

    /** Reads {@code true} or {@code false}. */
    public boolean bool() throws JsonException {
        require(Kind.BOOL, "true or false");
        boolean read = text[at] == 't';
        word(read ? "true" : "false");
        return read;
    }

    /** Moves over {@code null}, if that stands here. */
    public boolean passNull() throws JsonException {
        if (kind() != Kind.NULL) {
            return false;
        }
        word("null");
        return true;
    }

    private void word(String word) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || text[at + i] != word.charAt(i)) {
                throw bad(word + " was expected");
            }
        }
        at += word.length();
    }

    /** Moves over the value that stands here, whatever it is. */
    public void skip() throws JsonException {
        switch (kind()) {
            case OBJECT -> {
                openObject();
                while (nextMember()) {
                    skip();
                }
            }
            case ARRAY -> {
                openArray();
                while (nextItem()) {
                    skip();
                }
            }
            case TEXT -> at = strings.end(at);
            case NUMBER -> at = numbers.end(at);
            case BOOL -> bool();
            case NULL -> word("null");
        }
    }

    /** Checks that nothing follows. */
    public void end() throws JsonException {
        if (peek() != -1) {
            throw bad("something follows the end of the value");
        }
    }

    /** Returns an error about what stands here. */
    public JsonException bad(String problem) {
        return new JsonException(what, place(text, Math.min(at, text.length)), "not JSON: " + problem);
    }

    /** Returns an error about what stands here, JSON that is not what was wanted. */
    public JsonException wrong(String problem) {
        return new JsonException(what, place(text, at), problem);
    }

    private void require(Kind wanted, String words) throws JsonException {
        if (kind() != wanted) {
            int shown = Math.min(text.length - at, 60);
            throw wrong("wanted " + words + ", got " + new String(text, at, shown, StandardCharsets.UTF_8));
        }
    }

    /** Moves over white space, and returns the byte behind it, -1 at the end. */
    private int peek() {
        while (at < text.length) {
            byte b = text[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    private String shown() {
        return at < text.length ? "'" + (char) (text[at] & 0xFF) + "'" : "the text's end";
    }

    /** Line and column, both from 1; a column is a byte. */
    static String place(byte[] text, int at) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            column = text[i] == '\n' ? 1 : column + 1;
            line = text[i] == '\n' ? line + 1 : line;
        }
        return "line " + line + ", column " + column;
    }
}
