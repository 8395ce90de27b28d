package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Python's syntax (Library Reference, "re"), run by the JDK's engine. Each character that the engine looks at is
 * charged to the evaluation, so that an expression that backtracks without end is stopped.
 */
final class PythonRegex {
    private static final int LONGEST = 10_000;

    private final Pattern pattern;
    private final Map<String, Integer> names;

    private PythonRegex(Pattern pattern, Map<String, Integer> names) {
        this.pattern = pattern;
        this.names = names;
    }

    /**
     * @throws EvaluationException if it is no regular expression
     */
    static PythonRegex compile(String python, boolean ignoreCase, boolean multiline) {
        if (python.length() > LONGEST) {
            throw new EvaluationException(
                    "a regular expression of " + python.length() + " characters, the most is " + LONGEST);
        }
        int flags = Pattern.UNIX_LINES
                | Pattern.UNICODE_CHARACTER_CLASS
                | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (multiline ? Pattern.MULTILINE : 0);
        RegexTranslation translation = RegexTranslation.of(python);
        try {
            return new PythonRegex(Pattern.compile(translation.java(), flags), translation.names());
        } catch (PatternSyntaxException e) {
            throw new EvaluationException("'" + python + "' is no regular expression: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new EvaluationException("the regular expression '" + python + "' is nested too deeply", e);
        }
    }

    Match on(String text, Evaluation evaluation) {
        return new Match(pattern.matcher(new Charged(text, evaluation)), text);
    }

    /**
     * A replacement with {@code \1} and {@code \g<name>}, cut into parts.
     *
     * @throws EvaluationException if a group is not there
     */
    List<Part> replacement(String template) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            char next = c == '\\' && at + 1 < template.length() ? template.charAt(at + 1) : 0;
            if (next == 'g' && template.startsWith("<", at + 2) && template.indexOf('>', at) > 0) {
                int end = template.indexOf('>', at);
                addGroup(parts, literal, groupNumber(template.substring(at + 3, end)));
                at = end + 1;
            } else if (next >= '1' && next <= '9') {
                boolean two = at + 2 < template.length() && Character.isDigit(template.charAt(at + 2));
                addGroup(parts, literal, groupNumber(template.substring(at + 1, at + (two ? 3 : 2))));
                at += two ? 3 : 2;
            } else if (next != 0) {
                literal.append(escaped(next));
                at += 2;
            } else {
                literal.append(c);
                at++;
            }
        }
        if (literal.length() > 0) {
            parts.add(new Part(literal.toString(), -1));
        }
        return parts;
    }

    private static void addGroup(List<Part> parts, StringBuilder literal, int group) {
        if (literal.length() > 0) {
            parts.add(new Part(literal.toString(), -1));
            literal.setLength(0);
        }
        parts.add(new Part("", group));
    }

    private static String escaped(char next) {
        return switch (next) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\' -> "\\";
            default -> {
                if (Character.isLetter(next)) {
                    throw new EvaluationException("bad escape \\" + next + " in a replacement");
                }
                yield "\\" + next;
            }
        };
    }

    private int groupNumber(String group) {
        boolean number = !group.isEmpty() && group.length() < 4 && group.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = number
                ? Integer.parseInt(group)
                : Optional.ofNullable(names.get(group)).orElse(-1);
        if (index < 0 || index > pattern.matcher("").groupCount()) {
            throw new EvaluationException(
                    "the replacement names group '" + group + "', which the expression does not have");
        }
        return index;
    }

    /**
     * A literal, or a group of the match.
     *
     * @param group -1 for a literal
     */
    record Part(String literal, int group) {
        boolean isGroup() {
            return group >= 0;
        }

        String of(Match match) {
            return isGroup() ? match.group(group).orElse("") : literal;
        }
    }

    /** The search for matches in one text. */
    static final class Match {
        private final Matcher matcher;
        private final String text;

        private Match(Matcher matcher, String text) {
            this.matcher = matcher;
            this.text = text;
        }

        boolean find() {
            return run(matcher::find);
        }

        boolean lookingAt() {
            return run(matcher::lookingAt);
        }

        boolean matches() {
            return run(matcher::matches);
        }

        private boolean run(java.util.function.BooleanSupplier step) {
            try {
                return step.getAsBoolean();
            } catch (StackOverflowError e) {
                throw new EvaluationException(
                        "the regular expression '" + matcher.pattern() + "' needs too much memory", e);
            }
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }

        int groups() {
            return matcher.groupCount();
        }

        Optional<String> group(int number) {
            return matcher.start(number) < 0
                    ? Optional.empty()
                    : Optional.of(text.substring(matcher.start(number), matcher.end(number)));
        }
    }

    /** A text that counts how often it is looked at. */
    private record Charged(String text, Evaluation evaluation) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            evaluation.charge(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
