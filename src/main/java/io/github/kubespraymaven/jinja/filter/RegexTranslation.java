package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From Python's syntax of regular expressions to Java's, where they differ: named groups (Java's names have no underscore, so they become
 * numbered ones), {@code \Z}, and {@code [} and {@code &} in character classes, which are special in Java only.
 *
 * @param java the pattern for {@link java.util.regex.Pattern}
 * @param names the numbers of the named groups
 */
record RegexTranslation(String java, Map<String, Integer> names) {
    static RegexTranslation of(String python) {
        return new Translator(python).run();
    }

    private static final class Translator {
        private final String python;
        private final StringBuilder out = new StringBuilder();
        private final Map<String, Integer> names = new HashMap<>();
        private int at;
        private int groups;

        Translator(String python) {
            this.python = python;
        }

        RegexTranslation run() {
            while (at < python.length()) {
                switch (python.charAt(at)) {
                    case '\\' -> escape();
                    case '[' -> characterClass();
                    case '(' -> group();
                    default -> out.append(python.charAt(at++));
                }
            }
            return new RegexTranslation(out.toString(), Map.copyOf(names));
        }

        private void escape() {
            char next = at + 1 < python.length() ? python.charAt(at + 1) : 0;
            if (next == 0) {
                throw new EvaluationException("'" + python + "' is no regular expression: a backslash at its end");
            }
            if ("pPQEGhHRXkKNVz".indexOf(next) >= 0) {
                throw new EvaluationException("'" + python + "' is no regular expression of Python's: \\" + next);
            }
            out.append('\\').append(next == 'Z' ? 'z' : next);
            at += 2;
        }

        private void characterClass() {
            out.append('[');
            at++;
            if (python.startsWith("^", at)) {
                out.append('^');
                at++;
            }
            boolean first = true;
            while (at < python.length() && (first || python.charAt(at) != ']')) {
                char c = python.charAt(at);
                if (c == '\\') {
                    escape();
                } else {
                    out.append("[]&^".indexOf(c) >= 0 ? "\\" : "").append(c);
                    at++;
                }
                first = false;
            }
            if (at >= python.length()) {
                throw new EvaluationException("'" + python + "' is no regular expression: [ is not closed");
            }
            out.append(']');
            at++;
        }

        private void group() {
            if (python.startsWith("(?P<", at)) {
                int end = closing('>');
                names.put(python.substring(at + 4, end), ++groups);
                out.append('(');
                at = end + 1;
            } else if (python.startsWith("(?P=", at)) {
                int end = closing(')');
                String name = python.substring(at + 4, end);
                int number = Optional.ofNullable(names.get(name))
                        .orElseThrow(
                                () -> new EvaluationException("'" + python + "' has no group named '" + name + "'"));
                out.append("(?:\\").append(number).append(')');
                at = end + 1;
            } else if (python.startsWith("(?#", at)) {
                at = closing(')') + 1;
            } else if (python.startsWith("(?(", at)) {
                throw new EvaluationException("conditional groups as in '" + python + "' are not supported");
            } else {
                groups += python.startsWith("(?", at) ? 0 : 1;
                out.append('(');
                at++;
            }
        }

        private int closing(char c) {
            int end = python.indexOf(c, at);
            if (end < 0) {
                throw new EvaluationException("'" + python + "' is no regular expression: " + c + " is missing");
            }
            return end;
        }
    }
}
