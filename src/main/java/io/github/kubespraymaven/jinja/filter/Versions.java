package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The test {@code version}: by default as Python's {@code LooseVersion} compares, numbers as numbers and words as words; a number against a word
 * is an error, as it is there.
 */
final class Versions {
    private static final Pattern PART = Pattern.compile("\\d+|[a-z]+|\\.");
    // Semantic Versioning 2.0.0; build metadata does not count.
    private static final Pattern SEMANTIC =
            Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern STRICT = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:([ab])(\\d+))?");
    private static final int LONGEST = 500;

    private Versions() {}

    static boolean compare(Call call) {
        String left = text(call, call.input());
        String right = text(call, call.required("version"));
        String operator = call.text("operator", "==");
        int order =
                switch (call.text("version_type", call.flag("strict", false) ? "strict" : "loose")) {
                    case "loose" -> loose(left, right);
                    case "strict" -> strict(call, left, right);
                    case "semver", "semantic" -> semantic(call, left, right);
                    default -> throw call.wrong(
                            "version_type is loose, strict or semver, got '" + call.text("version_type", "") + "'");
                };
        return switch (operator) {
            case "==", "=", "eq" -> order == 0;
            case "!=", "<>", "ne" -> order != 0;
            case "<", "lt" -> order < 0;
            case "<=", "le" -> order <= 0;
            case ">", "gt" -> order > 0;
            case ">=", "ge" -> order >= 0;
            default -> throw call.wrong("unknown operator '" + operator + "'");
        };
    }

    private static String text(Call call, Value value) {
        String text = value.text();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw call.wrong(text.isEmpty() ? "a version is empty" : "a version of " + text.length() + " characters");
        }
        return text;
    }

    private static int loose(String left, String right) {
        List<String> a = parts(left);
        List<String> b = parts(right);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = part(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Numbers, words, and whatever stands between them but dots. */
    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(version);
        int end = 0;
        while (part.find()) {
            if (part.start() > end) {
                parts.add(version.substring(end, part.start()));
            }
            if (!part.group().equals(".")) {
                parts.add(part.group());
            }
            end = part.end();
        }
        if (end < version.length()) {
            parts.add(version.substring(end));
        }
        return parts;
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int part(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        if (isNumber(a) != isNumber(b)) {
            throw new EvaluationException("version comparison failed: '" + a + "' and '" + b
                    + "' have no order, one is a number; has only one of the versions a leading v?");
        }
        return a.compareTo(b);
    }

    private static int strict(Call call, String left, String right) {
        Matcher a = matched(call, STRICT, left);
        Matcher b = matched(call, STRICT, right);
        for (int group = 1; group <= 3; group++) {
            int order = number(a, group).compareTo(number(b, group));
            if (order != 0) {
                return order;
            }
        }
        // A pre-release comes before the release.
        String preA = a.group(4) == null ? "z" : a.group(4);
        String preB = b.group(4) == null ? "z" : b.group(4);
        return preA.equals(preB) ? number(a, 5).compareTo(number(b, 5)) : preA.compareTo(preB);
    }

    private static BigInteger number(Matcher matcher, int group) {
        return matcher.group(group) == null ? BigInteger.ZERO : new BigInteger(matcher.group(group));
    }

    private static Matcher matched(Call call, Pattern pattern, String version) {
        Matcher matcher = pattern.matcher(version);
        if (!matcher.matches()) {
            throw call.wrong("invalid version number '" + version + "'");
        }
        return matcher;
    }

    private static int semantic(Call call, String left, String right) {
        Matcher a = matched(call, SEMANTIC, left);
        Matcher b = matched(call, SEMANTIC, right);
        for (int group = 1; group <= 3; group++) {
            int order = number(a, group).compareTo(number(b, group));
            if (order != 0) {
                return order;
            }
        }
        String preA = a.group(4);
        String preB = b.group(4);
        if (preA == null || preB == null) {
            return Boolean.compare(preA == null, preB == null);
        }
        return preRelease(preA.split("\\.", -1), preB.split("\\.", -1));
    }

    /** Semantic Versioning, 11.4: numbers before words, and the longer one last. */
    private static int preRelease(String[] a, String[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            boolean numberA = !a[i].isEmpty() && isNumber(a[i]);
            boolean numberB = !b[i].isEmpty() && isNumber(b[i]);
            int order = numberA && numberB
                    ? new BigInteger(a[i]).compareTo(new BigInteger(b[i]))
                    : numberA != numberB ? (numberA ? -1 : 1) : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
