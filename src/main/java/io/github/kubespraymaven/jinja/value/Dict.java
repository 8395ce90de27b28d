package io.github.kubespraymaven.jinja.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A dictionary that keeps the order in which its keys came. Numbers that are equal are the same key, whatever their type. */
public final class Dict implements Value {
    public static final Dict EMPTY = new Builder().build();

    private final Map<Value, Value> entries;
    private final boolean plain;
    private final long weight;
    private final int height;

    private Dict(Map<Value, Value> entries) {
        this.entries = entries;
        boolean allPlain = true;
        long sum = 2;
        int deepest = 0;
        for (Map.Entry<Value, Value> entry : entries.entrySet()) {
            Value value = entry.getValue();
            allPlain &= value.plain();
            sum += entry.getKey().weight() + value.weight() + 4;
            deepest = Math.max(deepest, value.height());
        }
        Size.check(sum, deepest + 1);
        this.plain = allPlain;
        this.weight = sum;
        this.height = deepest + 1;
    }

    /** The value of a key, if it is there. */
    public Optional<Value> get(Value key) {
        Value found = entries.get(key);
        if (found == null && !(key instanceof Text)) {
            found = entries.get(canonical(entries, key));
        }
        return Optional.ofNullable(found);
    }

    public Optional<Value> get(String key) {
        return Optional.ofNullable(entries.get(new Text(key)));
    }

    public Set<Value> keys() {
        return entries.keySet();
    }

    public List<Value> values() {
        return List.copyOf(entries.values());
    }

    public Set<Map.Entry<Value, Value>> entries() {
        return entries.entrySet();
    }

    public int size() {
        return entries.size();
    }

    /** A builder that starts with these entries. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.entries.putAll(entries);
        return builder;
    }

    /** The key under which a number is kept: an equal one that came first keeps its type, as in Python. */
    private static Value canonical(Map<Value, Value> entries, Value key) {
        if (key instanceof Text || entries.containsKey(key)) {
            return key;
        }
        if (key instanceof Int || key instanceof Real || key instanceof Bool) {
            for (Value there : entries.keySet()) {
                if (!(there instanceof Text) && ValueComparison.equal(there, key)) {
                    return there;
                }
            }
        }
        return key;
    }

    @Override
    public String type() {
        return "dict";
    }

    @Override
    public boolean truthy() {
        return !entries.isEmpty();
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        repr(out);
        return out.toString();
    }

    @Override
    public void repr(StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<Value, Value> entry : entries.entrySet()) {
            out.append(separator);
            entry.getKey().repr(out);
            out.append(": ");
            entry.getValue().repr(out);
            separator = ", ";
        }
        out.append('}');
    }

    @Override
    public boolean plain() {
        return plain;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dict dict && dict.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    /** Collects the entries of a {@link Dict}. */
    public static final class Builder {
        private final Map<Value, Value> entries = new LinkedHashMap<>();

        /**
         * Sets a key; a key that is there keeps its place.
         *
         * @throws EvaluationException if the key is a list, a dictionary or undefined
         */
        public Builder put(Value key, Value value) {
            if (key instanceof Dict || (key instanceof Items items && !items.isTuple())) {
                throw new EvaluationException("unhashable type: '" + key.type() + "' as a key of a dictionary");
            }
            if (key instanceof Undefined undefined) {
                throw undefined.used();
            }
            entries.put(canonical(entries, key), value);
            return this;
        }

        public Builder put(String key, Value value) {
            entries.put(new Text(key), value);
            return this;
        }

        public Builder putAll(Dict other) {
            other.entries.forEach(this::put);
            return this;
        }

        public Builder remove(Value key) {
            entries.remove(canonical(entries, key));
            return this;
        }

        public boolean contains(Value key) {
            return entries.containsKey(canonical(entries, key));
        }

        /**
         * The dictionary.
         *
         * @throws EvaluationException if it is too large or nested too deeply
         */
        public Dict build() {
            return new Dict(Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
        }
    }
}
