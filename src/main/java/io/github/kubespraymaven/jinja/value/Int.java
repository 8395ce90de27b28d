package io.github.kubespraymaven.jinja.value;

import java.math.BigInteger;

/** A whole number of any size up to {@link #MOST_BITS} bits. */
public record Int(BigInteger value) implements Value {
    /** Longer numbers serve nobody here, and their text takes time that grows with the square of their length. */
    public static final int MOST_BITS = 8192;

    public Int {
        if (value.bitLength() > MOST_BITS) {
            throw new EvaluationException("a number of " + value.bitLength() + " bits, the most is " + MOST_BITS);
        }
    }

    public static Int of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    @Override
    public String type() {
        return "int";
    }

    @Override
    public boolean truthy() {
        return value.signum() != 0;
    }

    @Override
    public String text() {
        return value.toString();
    }

    @Override
    public void repr(StringBuilder out) {
        out.append(value);
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public long weight() {
        return 1L + value.bitLength() / 3;
    }

    @Override
    public int height() {
        return 0;
    }
}
