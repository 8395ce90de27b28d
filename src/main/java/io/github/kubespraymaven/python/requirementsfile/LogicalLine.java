package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.text.Whitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line with what continues it, of which every character knows where it stood in the file. */
final class LogicalLine {
    /** POSIX names of variables, in braces; a dollar sign means nothing else. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    /** A line number and a column, both from 1. */
    record Origin(int line, int column) {}

    private final String text;
    private final List<Origin> origins;
    private final int firstLine;

    private LogicalLine(String text, List<Origin> origins, int firstLine) {
        this.text = text;
        this.origins = origins;
        this.firstLine = firstLine;
    }

    static LogicalLine physical(String text, int number) {
        List<Origin> origins = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i++) {
            origins.add(new Origin(number, i + 1));
        }
        return new LogicalLine(text, origins, number);
    }

    String text() {
        return text;
    }

    int firstLine() {
        return firstLine;
    }

    /** Where the character at this index stood; at the end, the place after the last one. */
    Origin origin(int index) {
        if (index < origins.size()) {
            return origins.get(index);
        }
        if (origins.isEmpty()) {
            return new Origin(firstLine, 1);
        }
        Origin last = origins.get(origins.size() - 1);
        return new Origin(last.line(), last.column() + 1);
    }

    LogicalLine followedBy(LogicalLine other) {
        List<Origin> both = new ArrayList<>(origins);
        both.addAll(other.origins);
        return new LogicalLine(text + other.text, both, firstLine);
    }

    /** With a blank before it, which stands where the line does. */
    LogicalLine afterBlank() {
        List<Origin> longer = new ArrayList<>(origins.size() + 1);
        longer.add(origin(0));
        longer.addAll(origins);
        return new LogicalLine(" " + text, longer, firstLine);
    }

    /** Without backslashes at either end: pip strips both, whatever is meant by one at the start. */
    LogicalLine withoutBackslashes() {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '\\') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '\\') {
            end--;
        }
        return part(start, end);
    }

    /** Whether there is nothing on it but a comment. */
    boolean isComment() {
        int start = Whitespace.skip(text, 0);
        return start < text.length() && text.charAt(start) == '#';
    }

    /** Without its comment, which starts at the line's start or after white space, and without white space around it. */
    LogicalLine withoutComment() {
        int end = text.length();
        for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
            if (hash == 0 || Whitespace.is(text.charAt(hash - 1))) {
                end = hash;
                break;
            }
        }
        while (end > 0 && Whitespace.is(text.charAt(end - 1))) {
            end--;
        }
        return part(Math.min(Whitespace.skip(text, 0), end), end);
    }

    /** With every {@code ${NAME}} replaced that has a value that is not empty; the others stay. */
    LogicalLine expanded(Map<String, String> environment) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        List<Origin> moved = new ArrayList<>();
        int done = 0;
        while (variable.find()) {
            String value = environment.getOrDefault(variable.group(1), "");
            if (value.isEmpty()) {
                continue;
            }
            expanded.append(text, done, variable.start()).append(value);
            moved.addAll(origins.subList(done, variable.start()));
            for (int i = 0; i < value.length(); i++) {
                moved.add(origins.get(variable.start()));
            }
            done = variable.end();
        }
        if (done == 0) {
            return this;
        }
        expanded.append(text, done, text.length());
        moved.addAll(origins.subList(done, origins.size()));
        return new LogicalLine(expanded.toString(), moved, firstLine);
    }

    private LogicalLine part(int start, int end) {
        return new LogicalLine(text.substring(start, end), List.copyOf(origins.subList(start, end)), firstLine);
    }
}
