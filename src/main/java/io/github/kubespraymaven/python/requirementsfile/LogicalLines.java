package io.github.kubespraymaven.python.requirementsfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the lines of a file into those that mean something: joined, without comments, with variables replaced. */
final class LogicalLines {
    /** What ends a line for Python's {@code str.splitlines}; CR LF ends one. */
    private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

    private LogicalLines() {}

    static List<LogicalLine> of(String text, Map<String, String> environment) {
        List<LogicalLine> lines = new ArrayList<>();
        for (LogicalLine line : joined(physical(text))) {
            LogicalLine bare = line.withoutComment();
            if (!bare.text().isEmpty()) {
                lines.add(bare.expanded(environment));
            }
        }
        return lines;
    }

    private static List<LogicalLine> physical(String text) {
        List<LogicalLine> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (LINE_ENDS.indexOf(text.charAt(at)) < 0) {
                continue;
            }
            lines.add(LogicalLine.physical(text.substring(start, at), lines.size() + 1));
            if (text.startsWith("\r\n", at)) {
                at++;
            }
            start = at + 1;
        }
        if (start < text.length()) {
            lines.add(LogicalLine.physical(text.substring(start), lines.size() + 1));
        }
        return lines;
    }

    /** A backslash at the end continues a line, but no comment: a comment ends what it continues. */
    private static List<LogicalLine> joined(List<LogicalLine> physical) {
        List<LogicalLine> lines = new ArrayList<>();
        Optional<LogicalLine> open = Optional.empty();
        for (LogicalLine line : physical) {
            boolean continues = line.text().endsWith("\\") && !line.isComment();
            LogicalLine piece = continues ? line.withoutBackslashes() : line.isComment() ? line.afterBlank() : line;
            LogicalLine whole = open.map(start -> start.followedBy(piece)).orElse(piece);
            if (continues) {
                open = Optional.of(whole);
            } else {
                open = Optional.empty();
                lines.add(whole);
            }
        }
        open.ifPresent(lines::add);
        return lines;
    }
}
