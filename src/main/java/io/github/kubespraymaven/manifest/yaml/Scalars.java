package io.github.kubespraymaven.manifest.yaml;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain scalar is, by PyYAML's rules, which are YAML 1.1's but for floats: those need a dot, and an exponent needs its sign. Dates stay
 * strings: their text is the same.
 */
final class Scalars {
    private static final Pattern INT = Pattern.compile(
            "[-+]?0b[0-1_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final int LONGEST_NUMBER = 1000;

    private Scalars() {}

    /** The value of a plain scalar that is not a string; empty for a string. */
    static Optional<Value> resolve(String text) {
        if (text.isEmpty()) {
            return Optional.of(None.NONE);
        }
        return switch (text.charAt(0)) {
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~' -> word(text);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.' -> number(text);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> word(String text) {
        return switch (text) {
            case "~", "null", "Null", "NULL" -> Optional.of(None.NONE);
            case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Optional.of(Bool.TRUE);
            case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Optional.of(Bool.FALSE);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> number(String text) {
        if (text.length() > LONGEST_NUMBER || !mayBeNumber(text)) {
            return Optional.empty();
        }
        if (INT.matcher(text).matches()) {
            return Optional.of(new Int(integer(text.replace("_", ""))));
        }
        return FLOAT.matcher(text).matches() ? Optional.of(new Real(real(text.replace("_", "")))) : Optional.empty();
    }

    /** Most versions and checksums begin with a digit and are no numbers; a second dot or a letter tells without a pattern. */
    private static boolean mayBeNumber(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (dots > 1 || c == ' ' || c == '/' || (c >= 'g' && c <= 'z' && "inxb".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = new BigInteger(zeroIfEmpty(digits.substring(2)), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(zeroIfEmpty(digits.substring(2)), 16);
        } else if (digits.indexOf(':') >= 0) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":")) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            value = new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        }
        return negative ? value.negate() : value;
    }

    private static String zeroIfEmpty(String digits) {
        return digits.isEmpty() ? "0" : digits;
    }

    private static double real(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (lower.equals(".nan")) {
            return Double.NaN;
        }
        if (lower.indexOf(':') < 0) {
            return Double.parseDouble(lower);
        }
        double value = 0;
        for (String part : lower.replaceFirst("^[-+]", "").split(":")) {
            value = value * 60 + Double.parseDouble(part);
        }
        return lower.startsWith("-") ? -value : value;
    }
}
