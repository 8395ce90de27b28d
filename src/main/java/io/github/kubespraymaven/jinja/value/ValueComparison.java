package io.github.kubespraymaven.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Python's equality, order and membership (The Python Language Reference, 6.10). */
public final class ValueComparison {
    private ValueComparison() {}

    /** Python's {@code ==}: numbers and booleans by value, containers by their elements, and different types are different. */
    public static boolean equal(Value left, Value right) {
        if (left instanceof Undefined undefined && undefined.isStrict()) {
            throw undefined.used();
        }
        if (right instanceof Undefined undefined && undefined.isStrict()) {
            throw undefined.used();
        }
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right) == 0 && !isNaN(left) && !isNaN(right);
        }
        if (left instanceof Items a && right instanceof Items b) {
            return a.isTuple() == b.isTuple() && equalElements(a, b);
        }
        if (left instanceof Dict a && right instanceof Dict b) {
            return a.size() == b.size() && a.entries().stream().allMatch(entry -> equalIn(b, entry));
        }
        return left.equals(right);
    }

    private static boolean equalElements(Items a, Items b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<Value> others = b.elements().iterator();
        return a.elements().stream().allMatch(element -> equal(element, others.next()));
    }

    private static boolean equalIn(Dict other, Map.Entry<Value, Value> entry) {
        Optional<Value> value = other.get(entry.getKey());
        return value.isPresent() && equal(entry.getValue(), value.get());
    }

    /**
     * Python's order, for {@code <} and its relatives.
     *
     * @param operator for the message
     * @return negative, zero or positive
     * @throws EvaluationException if the two have no order
     */
    public static int compare(Value left, Value right, String operator) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof Text a && right instanceof Text b) {
            return compareText(a.value(), b.value());
        }
        if (left instanceof Items a && right instanceof Items b && a.isTuple() == b.isTuple()) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                Value x = a.elements().get(i);
                Value y = b.elements().get(i);
                if (!equal(x, y)) {
                    return compare(x, y, operator);
                }
            }
            return Integer.compare(a.size(), b.size());
        }
        if (left instanceof Undefined undefined) {
            throw undefined.used();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.used();
        }
        throw new EvaluationException("'" + operator + "' not supported between instances of '" + left.type()
                + "' and '" + right.type() + "'");
    }

    /** {@link #compare} as a comparator, for sorting. */
    public static Comparator<Value> order() {
        return (left, right) -> compare(left, right, "<");
    }

    /**
     * Python's {@code in}.
     *
     * @throws EvaluationException if the container is none
     */
    public static boolean contains(Value container, Value element) {
        if (container instanceof Dict dict) {
            return dict.get(element).isPresent();
        }
        if (container instanceof Items items) {
            return items.elements().stream().anyMatch(there -> equal(there, element));
        }
        if (container instanceof Text text) {
            if (element instanceof Text part) {
                return text.value().contains(part.value());
            }
            if (element instanceof Undefined undefined) {
                throw undefined.used();
            }
            throw new EvaluationException("'in <string>' requires string as left operand, not " + element.type());
        }
        if (container instanceof Undefined undefined) {
            if (undefined.isStrict()) {
                throw undefined.used();
            }
            return false;
        }
        throw new EvaluationException("argument of type '" + container.type() + "' is not iterable");
    }

    /** Whether a value is a number in Python's sense, to which booleans belong. */
    public static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Real || value instanceof Bool;
    }

    private static boolean isNaN(Value value) {
        return value instanceof Real real && Double.isNaN(real.value());
    }

    private static int compareNumbers(Value left, Value right) {
        if (left instanceof Real || right instanceof Real) {
            double a = toDouble(left);
            double b = toDouble(right);
            // Exactly, as Python does, where both are finite: a double cannot hold every int.
            return Double.isFinite(a) && Double.isFinite(b)
                    ? exact(left).compareTo(exact(right))
                    : Double.compare(a, b);
        }
        return toInteger(left).compareTo(toInteger(right));
    }

    private static BigDecimal exact(Value number) {
        return number instanceof Real real ? new BigDecimal(real.value()) : new BigDecimal(toInteger(number));
    }

    /** The whole number that an {@link Int} or a {@link Bool} is. */
    public static BigInteger toInteger(Value number) {
        if (number instanceof Int integer) {
            return integer.value();
        }
        if (number instanceof Bool bool) {
            return bool.value() ? BigInteger.ONE : BigInteger.ZERO;
        }
        throw new EvaluationException("an integer is required, got " + number.type());
    }

    /** Any number as a double. */
    public static double toDouble(Value number) {
        return number instanceof Real real ? real.value() : toInteger(number).doubleValue();
    }

    /** By code point, as Python compares strings; UTF-16 units would put characters beyond the basic plane before some of it. */
    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNeither = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNeither ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
