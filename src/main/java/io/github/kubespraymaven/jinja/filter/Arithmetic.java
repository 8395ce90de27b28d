package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's arithmetic (The Python Language Reference, 6.5 to 6.7). */
public final class Arithmetic {
    private Arithmetic() {}

    /**
     * Applies an operator.
     *
     * @param operator {@code + - * / // % **}, or {@code ~}, which joins the texts of both
     * @throws EvaluationException if the operands do not fit, or the result would be too large
     */
    public static Value apply(String operator, Value left, Value right) {
        if (operator.equals("~")) {
            return join(left.text(), right.text());
        }
        defined(left);
        defined(right);
        if (ValueComparison.isNumber(left) && ValueComparison.isNumber(right)) {
            return numbers(operator, left, right);
        }
        if (operator.equals("+")) {
            return add(left, right);
        }
        if (operator.equals("*") && left instanceof Int times) {
            return repeat(right, times.value(), left);
        }
        if (operator.equals("*") && right instanceof Int times) {
            return repeat(left, times.value(), right);
        }
        if (operator.equals("%") && left instanceof Text format) {
            return new Text(Formatting.percent(format.value(), right));
        }
        throw unsupported(operator, left, right);
    }

    /** {@code -value}. */
    public static Value negate(Value value) {
        defined(value);
        if (value instanceof Real real) {
            return new Real(-real.value());
        }
        if (ValueComparison.isNumber(value)) {
            return new Int(ValueComparison.toInteger(value).negate());
        }
        throw new EvaluationException("bad operand type for unary -: '" + value.type() + "'");
    }

    private static void defined(Value value) {
        if (value instanceof Undefined undefined) {
            throw undefined.used();
        }
    }

    private static EvaluationException unsupported(String operator, Value left, Value right) {
        return new EvaluationException(
                "unsupported operand type(s) for " + operator + ": '" + left.type() + "' and '" + right.type() + "'");
    }

    private static Text join(String left, String right) {
        Size.checkText((long) left.length() + right.length());
        return new Text(left + right);
    }

    private static Value add(Value left, Value right) {
        if (left instanceof Text a && right instanceof Text b) {
            return join(a.value(), b.value());
        }
        if (left instanceof Text) {
            throw new EvaluationException("can only concatenate str (not \"" + right.type() + "\") to str");
        }
        if (left instanceof Items a && right instanceof Items b && a.isTuple() == b.isTuple()) {
            List<Value> all = new ArrayList<>(a.elements());
            all.addAll(b.elements());
            return a.isTuple() ? Items.tuple(all) : Items.list(all);
        }
        throw unsupported("+", left, right);
    }

    private static Value repeat(Value value, BigInteger times, Value operand) {
        if (!(value instanceof Text) && !(value instanceof Items)) {
            throw unsupported("*", value, operand);
        }
        BigInteger count = times.max(BigInteger.ZERO);
        BigInteger size = count.multiply(BigInteger.valueOf(value.weight()));
        Size.checkText(size.bitLength() > 62 ? Long.MAX_VALUE : size.longValue());
        if (value instanceof Text text) {
            return new Text(text.value().repeat(count.intValue()));
        }
        List<Value> all = new ArrayList<>();
        Collections.nCopies(count.intValue(), (Items) value).forEach(items -> all.addAll(items.elements()));
        return ((Items) value).isTuple() ? Items.tuple(all) : Items.list(all);
    }

    private static Value numbers(String operator, Value left, Value right) {
        boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
        if (divides && ValueComparison.toDouble(right) == 0) {
            throw new EvaluationException("division by zero");
        }
        if (left instanceof Real || right instanceof Real || operator.equals("/")) {
            return new Real(reals(operator, ValueComparison.toDouble(left), ValueComparison.toDouble(right)));
        }
        BigInteger a = ValueComparison.toInteger(left);
        BigInteger b = ValueComparison.toInteger(right);
        return switch (operator) {
            case "+" -> new Int(a.add(b));
            case "-" -> new Int(a.subtract(b));
            case "*" -> new Int(a.multiply(b));
            case "//" -> new Int(floor(a, b));
            case "%" -> new Int(a.subtract(floor(a, b).multiply(b)));
            case "**" -> power(a, b);
            default -> throw unsupported(operator, left, right);
        };
    }

    private static double reals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            case "**" -> Math.pow(a, b);
            default -> throw new EvaluationException("unknown operator " + operator);
        };
    }

    /** Rounded towards minus infinity, as Python does, where Java rounds towards zero. */
    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] both = a.divideAndRemainder(b);
        boolean below = both[1].signum() != 0 && both[1].signum() != b.signum();
        return below ? both[0].subtract(BigInteger.ONE) : both[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            if (base.signum() == 0) {
                throw new EvaluationException("0 cannot be raised to a negative power");
            }
            return new Real(Math.pow(base.doubleValue(), exponent.doubleValue()));
        }
        boolean small = base.bitLength() <= 1;
        if (exponent.bitLength() > 31
                || (!small && (long) base.bitLength() * exponent.intValue() > 2L * Int.MOST_BITS)) {
            throw new EvaluationException(base + " ** " + exponent + " is too large");
        }
        return new Int(base.pow(exponent.intValue()));
    }
}
