package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters that make numbers. */
final class NumberFilters {
    static final List<String> NAMES = List.of("int", "float", "abs", "round");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final int LONGEST = 1000;
    private static final int MOST_DIGITS = 300;

    private NumberFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "int" -> Optional.of(toInt(call.takes("default", "base")));
            case "float" -> Optional.of(toFloat(call.takes("default")));
            case "abs" -> Optional.of(absolute(call.takes()));
            case "round" -> Optional.of(round(call.takes("precision", "method")));
            default -> Optional.empty();
        };
    }

    private static Value toInt(Call call) {
        Value input = defined(call);
        if (input instanceof Real real && Double.isFinite(real.value())) {
            return new Int(new BigDecimal(real.value()).toBigInteger());
        }
        if (ValueComparison.isNumber(input) && !(input instanceof Real)) {
            return new Int(ValueComparison.toInteger(input));
        }
        if (input instanceof Text text && text.value().length() <= LONGEST) {
            Optional<Value> parsed = integer(text.value().strip().replace("_", ""), call.integer("base", 10));
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        return call.get("default").orElse(Int.of(0));
    }

    private static Optional<Value> integer(String text, int base) {
        String digits = text.toLowerCase(Locale.ROOT);
        String prefix =
                switch (base) {
                    case 16 -> "0x";
                    case 8 -> "0o";
                    case 2 -> "0b";
                    default -> "";
                };
        try {
            int radix = Math.max(2, Math.min(36, base));
            return Optional.of(new Int(new BigInteger(
                    !prefix.isEmpty() && digits.startsWith(prefix) ? digits.substring(2) : digits, radix)));
        } catch (NumberFormatException e) {
            // Jinja tries a float next.
            return number(text)
                    .filter(real -> Double.isFinite(real.value()))
                    .map(real -> new Int(new BigDecimal(real.value()).toBigInteger()));
        }
    }

    private static Optional<Real> number(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches()
                ? Optional.of(new Real(Double.parseDouble(text)))
                : Optional.empty();
    }

    private static Value toFloat(Call call) {
        Value input = defined(call);
        if (ValueComparison.isNumber(input)) {
            return new Real(ValueComparison.toDouble(input));
        }
        if (input instanceof Text text) {
            Optional<Real> number = number(text.value().strip().replace("_", ""));
            if (number.isPresent()) {
                return number.get();
            }
        }
        return call.get("default").orElse(new Real(0));
    }

    private static Value absolute(Call call) {
        if (call.input() instanceof Real real) {
            return new Real(Math.abs(real.value()));
        }
        return new Int(ValueComparison.toInteger(call.input()).abs());
    }

    private static Value round(Call call) {
        Value input = defined(call);
        if (!ValueComparison.isNumber(input)) {
            throw call.wrong("needs a number, got " + input.type());
        }
        double number = ValueComparison.toDouble(input);
        int precision = call.integer("precision", 0);
        if (Math.abs(precision) > MOST_DIGITS || !Double.isFinite(number)) {
            throw call.wrong("cannot round " + input.text() + " to " + precision + " digits");
        }
        String method = call.text("method", "common");
        RoundingMode mode =
                switch (method) {
                    case "common" -> RoundingMode.HALF_EVEN;
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> throw call.wrong("the method is common, ceil or floor, got '" + method + "'");
                };
        return new Real(new BigDecimal(number).setScale(precision, mode).doubleValue());
    }

    private static Value defined(Call call) {
        if (call.input() instanceof Undefined undefined) {
            throw undefined.used();
        }
        return call.input();
    }
}
