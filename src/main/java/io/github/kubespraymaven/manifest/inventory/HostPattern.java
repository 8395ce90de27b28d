package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of hosts with ranges: {@code node[01:10]}, {@code db-[a:f].example.org}, {@code n[1:9:2]}. */
final class HostPattern {
    private static final Pattern RANGE = Pattern.compile("\\[(\\w{1,9}):(\\w{1,9})(?::(\\d{1,9}))?\\]");
    private static final Pattern PORT = Pattern.compile("([^:]+):(\\d{1,5})");
    private static final int MOST = 10_000;

    private HostPattern() {}

    /** The hosts that a pattern stands for; a port behind the name is dropped. */
    static List<String> expand(String pattern, SourcePosition origin) {
        Matcher port = PORT.matcher(pattern);
        return ranges(port.matches() && pattern.indexOf('[') < 0 ? port.group(1) : pattern, origin);
    }

    private static List<String> ranges(String pattern, SourcePosition origin) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        for (String head : values(range, origin)) {
            for (String tail : ranges(pattern.substring(range.end()), origin)) {
                if (all.size() == MOST) {
                    throw new EvaluationException(
                            origin + ": '" + pattern + "' stands for more than " + MOST + " hosts");
                }
                all.add(pattern.substring(0, range.start()) + head + tail);
            }
        }
        return all;
    }

    private static List<String> values(Matcher range, SourcePosition origin) {
        String first = range.group(1);
        String last = range.group(2);
        int step = range.group(3) == null ? 1 : Math.max(1, Integer.parseInt(range.group(3)));
        List<String> values = new ArrayList<>();
        boolean letters = first.length() == 1 && last.length() == 1 && Character.isLetter(first.charAt(0));
        if (!letters && !(first + last).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new EvaluationException(origin + ": '" + range.group() + "' is no range of numbers or letters");
        }
        int from = letters ? first.charAt(0) : Integer.parseInt(first);
        int to = letters ? last.charAt(0) : Integer.parseInt(last);
        if (to < from || to - from > MOST) {
            throw new EvaluationException(origin + ": '" + range.group() + "' is no range that goes up, or too long");
        }
        for (int i = from; i <= to; i += step) {
            String number = letters ? Character.toString(i) : Integer.toString(i);
            // Leading zeros of the first say how wide the numbers are.
            boolean padded = !letters && first.startsWith("0") && first.length() > 1;
            values.add(padded ? "0".repeat(Math.max(0, first.length() - number.length())) + number : number);
        }
        return values;
    }
}
