package io.github.kubespraymaven.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. */
public sealed interface Json {

    /** A list of values. */
    record Array(List<Json> items) implements Json {
        /** Keeps its own copy. */
        public Array {
            items = List.copyOf(items);
        }
    }

    /** Named values, in the order in which they were written. */
    record Members(Map<String, Json> values) implements Json {
        /** Keeps its own copy. */
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A number, exactly as written. */
    record Decimal(BigDecimal value) implements Json {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {}

    /** {@code null}. */
    record Null() implements Json {}

    /** Returns a string value. */
    static Json text(String value) {
        return new Text(value);
    }

    /** Returns a number value. */
    static Json number(long value) {
        return new Decimal(BigDecimal.valueOf(value));
    }

    /** Returns a boolean value. */
    static Json bool(boolean value) {
        return new Bool(value);
    }

    /** Returns a list of strings. */
    static Json texts(Iterable<String> values) {
        List<Json> items = new ArrayList<>();
        values.forEach(value -> items.add(text(value)));
        return new Array(items);
    }

    /** Starts an object. */
    static Builder object() {
        return new Builder();
    }

    /** Collects the members of an object, in the order in which they are to be written. */
    final class Builder {
        private final Map<String, Json> values = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a member. */
        public Builder put(String name, Json value) {
            values.put(name, value);
            return this;
        }

        /** Adds a string. */
        public Builder put(String name, String value) {
            return put(name, text(value));
        }

        /** Adds a number. */
        public Builder put(String name, long value) {
            return put(name, number(value));
        }

        /** Returns the object. */
        public Members build() {
            return new Members(values);
        }
    }
}
