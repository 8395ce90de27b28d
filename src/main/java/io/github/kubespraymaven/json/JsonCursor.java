package io.github.kubespraymaven.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A place in a JSON text, that moves over one value after the other: for texts of which only a part is wanted, and that are
 * too long to be made into a {@link Json} first. Strict (no comments, no duplicate names, nothing after the value) and bounded
 * in depth and length of its parts.
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
    private static final int MAX_TEXT = 20_000_000;
    private static final int MAX_NUMBER = 1000;

    /** A few characters could otherwise stand for gigabytes of zeros. */
    private static final int MAX_SCALE = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

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

    private final String what;
    private final JsonParser parser;

    /**
     * Stands at the text's value.
     *
     * @param text UTF-8
     * @param what what the text is, for errors
     * @throws JsonException if there is none
     */
    public JsonCursor(byte[] text, String what) throws JsonException {
        this.what = what;
        try {
            parser = FACTORY.createParser(text);
        } catch (IOException e) {
            throw failure(e);
        }
        if (advance().isEmpty()) {
            throw new JsonException(what, "", "is empty, where JSON was expected");
        }
    }

    /** Returns what stands here, and does not move. */
    public Kind kind() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOL;
            case VALUE_NULL -> Kind.NULL;
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    /** Moves into an object, before its first member. */
    public void openObject() throws JsonException {
        require(Kind.OBJECT, "an object");
    }

    /** Moves into a list, before its first item. */
    public void openArray() throws JsonException {
        require(Kind.ARRAY, "a list");
    }

    /** Moves to the next member's value; false at the object's end. */
    public boolean nextMember() throws JsonException {
        if (advance().equals(Optional.of(JsonToken.END_OBJECT))) {
            return false;
        }
        advance();
        return true;
    }

    /** Returns the name of the member that was moved to last. */
    public String name() throws JsonException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Moves to the next item; false at the list's end. */
    public boolean nextItem() throws JsonException {
        return !advance().equals(Optional.of(JsonToken.END_ARRAY));
    }

    private Optional<JsonToken> advance() throws JsonException {
        try {
            return Optional.ofNullable(parser.nextToken());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Reads the string that stands here. */
    public String text() throws JsonException {
        require(Kind.TEXT, "a string");
        return shown();
    }

    /** Reads the number that stands here, exactly as written. */
    public BigDecimal decimal() throws JsonException {
        require(Kind.NUMBER, "a number");
        BigDecimal number;
        try {
            number = parser.getDecimalValue();
        } catch (IOException e) {
            throw failure(e);
        }
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw wrong("a number has an absurdly large exponent");
        }
        return number;
    }

    /** Reads the whole number of at most 64 bits that stands here. */
    public long whole() throws JsonException {
        require(Kind.NUMBER, "a whole number");
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getLongValue()
                    : decimal().longValueExact();
        } catch (IOException | ArithmeticException e) {
            JsonException wrong = wrong("wanted a whole number, got " + shown());
            wrong.initCause(e);
            throw wrong;
        }
    }

    /** Reads the {@code true} or {@code false} that stands here. */
    public boolean bool() throws JsonException {
        require(Kind.BOOL, "true or false");
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Tells whether {@code null} stands here, which then counts as read. */
    public boolean passNull() {
        return kind() == Kind.NULL;
    }

    /** Passes over the value that stands here, whatever it is. */
    public void skip() throws JsonException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Checks that nothing follows. */
    public void end() throws JsonException {
        if (advance().isPresent()) {
            throw wrong("something follows the end of the JSON value");
        }
    }

    /** Returns an error about what stands here, JSON that is not what was wanted. */
    public JsonException wrong(String problem) {
        return new JsonException(what, place(parser.currentTokenLocation()), problem);
    }

    private void require(Kind wanted, String words) throws JsonException {
        if (kind() != wanted) {
            throw wrong("wanted " + words + ", got " + shown());
        }
    }

    private String shown() throws JsonException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private JsonException failure(IOException e) {
        if (!(e instanceof JsonProcessingException bad)) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        JsonException problem = new JsonException(
                what,
                Optional.ofNullable(bad.getLocation()).map(JsonCursor::place).orElse(""),
                "not JSON: " + bad.getOriginalMessage());
        problem.initCause(e);
        return problem;
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
