package io.github.kubespraymaven.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value together with where it stands, so that what is missing or of the wrong kind can be named.
 *
 * @param what what the text is
 * @param place the path to this value, as {@code layers[3].digest}; empty for the outermost
 * @param value the value itself
 */
public record JsonView(String what, String place, Json value) {

    /**
     * Returns a member that must be there.
     *
     * @throws JsonException if this is no object, or has no such member
     */
    public JsonView get(String name) throws JsonException {
        return find(name).orElseThrow(() -> new JsonException(what, place, "has no member '" + name + "'"));
    }

    /**
     * Returns a member; one that is null counts as missing.
     *
     * @throws JsonException if this is no object
     */
    public Optional<JsonView> find(String name) throws JsonException {
        if (!(value instanceof Json.Members members)) {
            throw wrong("an object");
        }
        return Optional.ofNullable(members.values().get(name))
                .filter(found -> !(found instanceof Json.Null))
                .map(found -> new JsonView(what, place.isEmpty() ? name : place + "." + name, found));
    }

    /**
     * Returns the members of an object by name, in their order.
     *
     * @throws JsonException if this is no object
     */
    public Map<String, Json> members() throws JsonException {
        if (value instanceof Json.Members members) {
            return members.values();
        }
        throw wrong("an object");
    }

    /**
     * Returns the items of a list.
     *
     * @throws JsonException if this is no list
     */
    public List<JsonView> items() throws JsonException {
        if (!(value instanceof Json.Array array)) {
            throw wrong("a list");
        }
        List<JsonView> views = new ArrayList<>(array.items().size());
        for (Json item : array.items()) {
            views.add(new JsonView(what, place + "[" + views.size() + "]", item));
        }
        return views;
    }

    /**
     * Returns a string's value.
     *
     * @throws JsonException if this is no string
     */
    public String text() throws JsonException {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrong("a string");
    }

    /**
     * Returns a whole number's value.
     *
     * @throws JsonException if this is no whole number, or one beyond 64 bits
     */
    public long number() throws JsonException {
        if (value instanceof Json.Decimal number) {
            try {
                return number.value().longValueExact();
            } catch (ArithmeticException e) {
                throw wrong("a whole number");
            }
        }
        throw wrong("a whole number");
    }

    /**
     * Returns a boolean's value.
     *
     * @throws JsonException if this is no boolean
     */
    public boolean bool() throws JsonException {
        if (value instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrong("true or false");
    }

    private JsonException wrong(String wanted) {
        String got = JsonWriter.compact(value);
        return new JsonException(
                what, place, "wanted " + wanted + ", got " + (got.length() > 60 ? got.substring(0, 60) + "…" : got));
    }
}
