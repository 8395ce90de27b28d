package io.github.kubespraymaven.jinja.value;

import java.util.List;

/** A list or a tuple. Two are the same value when they are of the same kind and their elements are. */
public final class Items implements Value {
    public static final Items EMPTY = list(List.of());

    private final List<Value> elements;
    private final boolean tuple;
    private final boolean plain;
    private final long weight;
    private final int height;

    private Items(List<Value> elements, boolean tuple) {
        this.elements = List.copyOf(elements);
        this.tuple = tuple;
        boolean allPlain = true;
        long sum = 2;
        int deepest = 0;
        for (Value element : this.elements) {
            allPlain &= element.plain();
            sum += element.weight() + 2;
            deepest = Math.max(deepest, element.height());
        }
        Size.check(sum, deepest + 1);
        this.plain = allPlain;
        this.weight = sum;
        this.height = deepest + 1;
    }

    /**
     * A list.
     *
     * @throws EvaluationException if it is too large or nested too deeply
     */
    public static Items list(List<? extends Value> elements) {
        return new Items(List.copyOf(elements), false);
    }

    /**
     * A tuple.
     *
     * @throws EvaluationException if it is too large or nested too deeply
     */
    public static Items tuple(List<? extends Value> elements) {
        return new Items(List.copyOf(elements), true);
    }

    public static Items tuple(Value first, Value second) {
        return new Items(List.of(first, second), true);
    }

    /** A list of strings. */
    public static Items texts(List<String> elements) {
        return list(elements.stream().map(Text::new).toList());
    }

    public List<Value> elements() {
        return elements;
    }

    public int size() {
        return elements.size();
    }

    public boolean isTuple() {
        return tuple;
    }

    @Override
    public String type() {
        return tuple ? "tuple" : "list";
    }

    @Override
    public boolean truthy() {
        return !elements.isEmpty();
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        repr(out);
        return out.toString();
    }

    @Override
    public void repr(StringBuilder out) {
        out.append(tuple ? '(' : '[');
        String separator = "";
        for (Value element : elements) {
            out.append(separator);
            element.repr(out);
            separator = ", ";
        }
        if (tuple && elements.size() == 1) {
            out.append(',');
        }
        out.append(tuple ? ')' : ']');
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
        return other instanceof Items items && items.tuple == tuple && items.elements.equals(elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
