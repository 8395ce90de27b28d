package io.github.kubespraymaven.jinja.value;

import java.math.BigDecimal;
import java.math.MathContext;

/** A floating-point number. */
public record Real(double value) implements Value {
    @Override
    public String type() {
        return "float";
    }

    @Override
    public boolean truthy() {
        return value != 0;
    }

    /** The shortest text that reads back as the same number, as Python's {@code repr} has it (JDK 17's own is not always the shortest). */
    @Override
    public String text() {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent < -4 || exponent >= 16) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                    + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = shortest.abs().toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    private BigDecimal shortest() {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < 17; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17)).stripTrailingZeros();
    }

    @Override
    public void repr(StringBuilder out) {
        out.append(text());
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public long weight() {
        return 1;
    }

    @Override
    public int height() {
        return 0;
    }
}
