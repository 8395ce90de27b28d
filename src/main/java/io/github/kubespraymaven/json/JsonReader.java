package io.github.kubespraymaven.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON texts: strictly (no comments, no duplicate names, nothing after the value) and bounded in depth and length of
 * its parts.
 */
public final class JsonReader {
    private JsonReader() {}

    /**
     * Reads one value.
     *
     * @param text UTF-8
     * @param what what the text is, for errors
     * @throws JsonException if it is not one JSON value; says line and column
     */
    public static JsonView read(byte[] text, String what) throws JsonException {
        JsonCursor cursor = new JsonCursor(text, what);
        Json value = value(cursor);
        cursor.end();
        return new JsonView(what, "", value);
    }

    private static Json value(JsonCursor cursor) throws JsonException {
        return switch (cursor.kind()) {
            case OBJECT -> members(cursor);
            case ARRAY -> array(cursor);
            case TEXT -> new Json.Text(cursor.text());
            case NUMBER -> new Json.Decimal(cursor.decimal());
            case BOOL -> new Json.Bool(cursor.bool());
            case NULL -> new Json.Null();
        };
    }

    private static Json members(JsonCursor cursor) throws JsonException {
        Map<String, Json> values = new LinkedHashMap<>();
        cursor.openObject();
        while (cursor.nextMember()) {
            values.put(cursor.name(), value(cursor));
        }
        return new Json.Members(values);
    }

    private static Json array(JsonCursor cursor) throws JsonException {
        List<Json> items = new ArrayList<>();
        cursor.openArray();
        while (cursor.nextItem()) {
            items.add(value(cursor));
        }
        return new Json.Array(items);
    }
}
