package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's two ways to format (Library Reference, "printf-style String Formatting" and "Format String Syntax", without format specs). */
public final class Formatting {
    private static final Pattern CONVERSION = Pattern.compile(
            "%(?:\\((?<key>[^)]*)\\))?(?<flags>[-#0 +]*)(?<width>\\d*)(?:\\.(?<precision>\\d+))?(?<kind>.)?");
    private static final Pattern FIELD = Pattern.compile("\\{\\{|\\}\\}|\\{(\\w*)\\}|[{}]");
    private static final int WIDEST = 10_000;

    private Formatting() {}

    /** {@code format % arguments}, as the filter {@code format} has it. */
    static String percent(String format, Call call) {
        if (!call.named().isEmpty()) {
            Dict.Builder keys = new Dict.Builder();
            call.named().forEach(keys::put);
            return percent(format, List.of(), keys.build());
        }
        return percent(format, call.positional(), Dict.EMPTY);
    }

    /** {@code format % value} as an operator. */
    public static String percent(String format, Value value) {
        if (value instanceof Dict dict) {
            return percent(format, List.of(value), dict);
        }
        boolean tuple = value instanceof Items items && items.isTuple();
        return percent(format, tuple ? ((Items) value).elements() : List.of(value), Dict.EMPTY);
    }

    private static String percent(String format, List<Value> values, Dict keys) {
        Iterator<Value> rest = values.iterator();
        Matcher conversion = CONVERSION.matcher(format);
        StringBuilder out = new StringBuilder();
        while (conversion.find()) {
            String kind = conversion.group("kind") == null ? "" : conversion.group("kind");
            String key = conversion.group("key");
            String text;
            if (kind.equals("%")) {
                text = "%";
            } else if (key != null) {
                text = convert(
                        conversion,
                        kind,
                        keys.get(key)
                                .orElseThrow(() -> new EvaluationException("format: no value for %(" + key + ")")));
            } else if (rest.hasNext()) {
                text = convert(conversion, kind, rest.next());
            } else {
                throw new EvaluationException("format: not enough arguments for format string '" + format + "'");
            }
            conversion.appendReplacement(out, Matcher.quoteReplacement(text));
            Size.checkText(out.length());
        }
        if (rest.hasNext() && keys.size() == 0) {
            throw new EvaluationException("format: not all arguments converted by '" + format + "'");
        }
        return conversion.appendTail(out).toString();
    }

    private static String convert(Matcher conversion, String kind, Value value) {
        String flags = conversion.group("flags");
        int width = bounded(conversion.group("width"), 0);
        int precision = bounded(conversion.group("precision"), -1);
        String text =
                switch (kind) {
                    case "s" -> cut(value.text(), precision);
                    case "r" -> repr(value);
                    case "d", "i" -> new BigDecimal(ValueComparison.toDouble(number(kind, value)))
                            .setScale(0, RoundingMode.DOWN)
                            .toPlainString();
                    case "f", "F" -> new BigDecimal(ValueComparison.toDouble(number(kind, value)))
                            .setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN)
                            .toPlainString();
                    case "x" -> ValueComparison.toInteger(value).toString(16);
                    case "X" -> ValueComparison.toInteger(value).toString(16).toUpperCase(Locale.ROOT);
                    case "o" -> ValueComparison.toInteger(value).toString(8);
                    default -> throw new EvaluationException("format: unsupported format character '" + kind + "'");
                };
        int missing = Math.max(0, width - text.length());
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        boolean zeros = flags.contains("0") && !kind.equals("s") && !kind.equals("r");
        return zeros && text.startsWith("-")
                ? "-" + "0".repeat(missing) + text.substring(1)
                : (zeros ? "0" : " ").repeat(missing) + text;
    }

    private static int bounded(String digits, int otherwise) {
        if (digits == null || digits.isEmpty()) {
            return otherwise;
        }
        if (digits.length() > 5 || Integer.parseInt(digits) > WIDEST) {
            throw new EvaluationException("format: a width of " + digits + ", the most is " + WIDEST);
        }
        return Integer.parseInt(digits);
    }

    private static Value number(String kind, Value value) {
        if (!ValueComparison.isNumber(value) || !Double.isFinite(ValueComparison.toDouble(value))) {
            throw new EvaluationException("format: %" + kind + " needs a number, got " + value.type());
        }
        return value;
    }

    private static String cut(String text, int precision) {
        return precision < 0 || precision >= text.length() ? text : text.substring(0, precision);
    }

    private static String repr(Value value) {
        StringBuilder out = new StringBuilder();
        value.repr(out);
        return out.toString();
    }

    /** {@code str.format} with plain fields: {@code {}}, {@code {0}}, {@code {name}}. */
    public static String braces(String format, List<Value> positional, Map<String, Value> named) {
        Matcher field = FIELD.matcher(format);
        StringBuilder out = new StringBuilder();
        int next = 0;
        while (field.find()) {
            String whole = field.group();
            String name = field.group(1);
            String text;
            if (whole.equals("{{") || whole.equals("}}")) {
                text = whole.substring(1);
            } else if (name == null) {
                throw new EvaluationException(
                        "format: only plain fields like {} {0} {name} are known, got '" + format + "'");
            } else if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
                text = argument(named.get(name), name).text();
            } else {
                int index = name.isEmpty() ? next++ : bounded(name, 0);
                text = argument(index < positional.size() ? positional.get(index) : null, whole)
                        .text();
            }
            field.appendReplacement(out, Matcher.quoteReplacement(text));
            Size.checkText(out.length());
        }
        return field.appendTail(out).toString();
    }

    private static Value argument(@org.jspecify.annotations.Nullable Value value, String field) {
        if (value == null) {
            throw new EvaluationException("format: no argument for " + field);
        }
        return value;
    }
}
