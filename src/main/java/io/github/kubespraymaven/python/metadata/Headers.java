package io.github.kubespraymaven.python.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of a message and its body, as Python's {@code email} package parses them (RFC 822, leniently): a line that is
 * no header ends the headers and starts the body. Text is what ISO 8859-1 makes of the bytes.
 *
 * @param values by name in lower case, in their order; continuation lines with their line ends and blanks
 * @param body all after the headers and the empty line that ends them
 */
record Headers(Map<String, List<String>> values, String body) {
    static Headers parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        StringBuilder value = new StringBuilder();
        String name = "";
        int start = 0;
        while (start < text.length()) {
            int end = endOfLine(text, start);
            int colon = colon(text, start, end);
            boolean continuation = isBlank(text.charAt(start));
            if (colon < 0 && !continuation && !text.startsWith("From ", start)) {
                start = isEmpty(text, start) ? end : start;
                break;
            }
            if (continuation) {
                value.append(text, start, end);
            } else {
                store(values, name, value);
                // A line without a name before its colon, or an mbox separator, is passed over with what continues it.
                name = colon > start ? text.substring(start, colon) : "";
                value.append(text, skipBlanks(text, Math.max(start, colon + 1), end), end);
            }
            start = end;
        }
        store(values, name, value);
        return new Headers(values, text.substring(start));
    }

    private static void store(Map<String, List<String>> values, String name, StringBuilder value) {
        if (!name.isEmpty()) {
            int end = value.length();
            while (end > 0 && isLineEnd(value.charAt(end - 1))) {
                end--;
            }
            values.computeIfAbsent(name.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(value.substring(0, end));
        }
        value.setLength(0);
    }

    /** The colon after a header's name, which is printable ASCII without blanks; -1 when there is none. */
    private static int colon(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            if (c == ':') {
                return at;
            }
            if (c <= ' ' || c > '~') {
                return -1;
            }
        }
        return -1;
    }

    private static int endOfLine(String text, int start) {
        int at = start;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return text.startsWith("\r\n", at) ? at + 2 : Math.min(text.length(), at + 1);
    }

    private static int skipBlanks(String text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isEmpty(String text, int start) {
        return isLineEnd(text.charAt(start));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
