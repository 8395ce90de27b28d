package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** {@code object.name}, {@code object[key]} and {@code object[start:stop:step]}: what is not there is undefined, not an error. */
final class Attributes {
    private Attributes() {}

    static Value attribute(Value object, String name) {
        if (object instanceof Undefined undefined) {
            return chained(undefined);
        }
        if (name.startsWith("__")) {
            throw new EvaluationException(
                    "access to attribute '" + name + "' of '" + object.type() + "' object is unsafe");
        }
        if (Methods.isMethod(object, name)) {
            // Python would give the bound method itself, whose text is an address.
            throw new EvaluationException("'" + name + "' is a method of " + object.type() + ": write " + name
                    + "() to call it, or ['" + name + "'] for an entry of that name");
        }
        if (object instanceof Dict dict) {
            return dict.get(name).orElseGet(() -> missing(object, name));
        }
        if (object instanceof Items items && name.matches("\\d{1,9}")) {
            return element(items, new BigInteger(name));
        }
        return missing(object, name);
    }

    /** Ansible's undefined values stay undefined however far one asks; the missing branch of an inline if does not. */
    private static Value chained(Undefined undefined) {
        if (!undefined.isStrict()) {
            throw undefined.used();
        }
        return undefined;
    }

    private static Undefined missing(Value object, String name) {
        String owner = object == None.NONE ? "None" : "'" + object.type() + " object'";
        return Undefined.because(owner + " has no attribute '" + name + "'");
    }

    static Value item(Value object, Value key) {
        if (object instanceof Undefined undefined) {
            return chained(undefined);
        }
        if (key instanceof Undefined undefined) {
            throw undefined.used();
        }
        if (object instanceof Dict dict) {
            return dict.get(key).orElseGet(() -> missing(object, key.text()));
        }
        boolean whole = key instanceof Int || key instanceof io.github.kubespraymaven.jinja.value.Bool;
        if (object instanceof Items items && whole) {
            return element(items, ValueComparison.toInteger(key));
        }
        if (object instanceof Text text && whole) {
            List<Value> characters = io.github.kubespraymaven.jinja.filter.Call.elements(text);
            return element(Items.list(characters), ValueComparison.toInteger(key));
        }
        return missing(object, key.text());
    }

    private static Value element(Items items, BigInteger index) {
        BigInteger at = index.signum() < 0 ? index.add(BigInteger.valueOf(items.size())) : index;
        if (at.signum() < 0 || at.compareTo(BigInteger.valueOf(items.size())) >= 0) {
            return Undefined.because(items.type() + " object has no element " + index);
        }
        return items.elements().get(at.intValue());
    }

    /**
     * @param start absent bounds are None
     */
    static Value slice(Value object, Value start, Value stop, Value step) {
        if (object instanceof Undefined undefined) {
            throw undefined.used();
        }
        boolean isText = object instanceof Text;
        if (!isText && !(object instanceof Items)) {
            throw new EvaluationException("'" + object.type() + "' object cannot be sliced");
        }
        List<Value> elements = io.github.kubespraymaven.jinja.filter.Call.elements(object);
        List<Value> sliced = slice(elements, start, stop, step);
        if (isText) {
            StringBuilder text = new StringBuilder();
            sliced.forEach(character -> text.append(character.text()));
            return new Text(text.toString());
        }
        return ((Items) object).isTuple() ? Items.tuple(sliced) : Items.list(sliced);
    }

    private static List<Value> slice(List<Value> elements, Value start, Value stop, Value step) {
        int size = elements.size();
        int by = step == None.NONE ? 1 : clamp(step, Integer.MIN_VALUE + 1);
        if (by == 0) {
            throw new EvaluationException("slice step cannot be zero");
        }
        // Python's slice.indices.
        int lowest = by > 0 ? 0 : -1;
        int highest = by > 0 ? size : size - 1;
        int from = start == None.NONE ? (by > 0 ? lowest : highest) : bound(start, size, lowest, highest);
        int to = stop == None.NONE ? (by > 0 ? highest : lowest) : bound(stop, size, lowest, highest);
        List<Value> sliced = new ArrayList<>();
        for (long i = from; by > 0 ? i < to : i > to; i += by) {
            sliced.add(elements.get((int) i));
        }
        return sliced;
    }

    private static int bound(Value value, int size, int lowest, int highest) {
        int index = clamp(value, -Integer.MAX_VALUE);
        long at = index < 0 ? (long) index + size : index;
        return (int) Math.max(lowest, Math.min(highest, at));
    }

    private static int clamp(Value value, int least) {
        if (!(value instanceof Int) && !(value instanceof io.github.kubespraymaven.jinja.value.Bool)) {
            throw new EvaluationException("slice indices must be integers or None, got " + value.type());
        }
        BigInteger number = ValueComparison.toInteger(value);
        return number.max(BigInteger.valueOf(least))
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
