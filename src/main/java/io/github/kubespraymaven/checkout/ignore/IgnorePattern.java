package io.github.kubespraymaven.checkout.ignore;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pattern, without the '!' of an exception. Docker compares most patterns as text and only those that need it as a
 * regular expression, and the two differ in places (an unescaped '^', "**" before a name): so does this.
 */
final class IgnorePattern {
    private static final String ESCAPED = ".+()|{}$";

    private final String text;
    private final boolean exception;
    private final Test test;

    private IgnorePattern(String text, boolean exception, Test test) {
        this.text = text;
        this.exception = exception;
        this.test = test;
    }

    /** Returns the path that the pattern is of, if that is a single one. */
    Optional<String> onlyPath() {
        return test instanceof Exact ? Optional.of(text) : Optional.empty();
    }

    private interface Test {
        boolean matches(String path);
    }

    private record Exact(String text) implements Test {
        @Override
        public boolean matches(String path) {
            return path.equals(text);
        }
    }

    private enum Form {
        EXACT,
        PREFIX,
        SUFFIX,
        EXPRESSION
    }

    /**
     * Reads a pattern.
     *
     * @param text the cleaned pattern
     * @param exception whether it was written with a '!'
     * @throws IllegalArgumentException if Docker refuses it; says why
     */
    static IgnorePattern of(String text, boolean exception) {
        GoPath.checkGlob(text);
        return new IgnorePattern(text, exception, compile(text));
    }

    boolean exception() {
        return exception;
    }

    /** Tells whether the pattern is that of this very path; its parents are the caller's business. */
    boolean matches(String path) {
        return test.matches(path);
    }

    /** Tells whether the pattern, as text, leads to a directory or further down. */
    boolean leadsTo(String directory) {
        return (text + "/").startsWith(directory + "/");
    }

    /** Tells whether the pattern, by its wildcards, could match something below a directory. */
    boolean couldMatchBelow(String directory) {
        String[] names = text.split("/");
        int depth = directory.split("/").length;
        if (names.length <= depth && !text.contains("**")) {
            return false;
        }
        String above = String.join("/", Arrays.copyOf(names, Math.min(depth, names.length)));
        try {
            return above.contains("**") || of(above, exception).matches(directory);
        } catch (IllegalArgumentException e) {
            return true; // a character class with a '/' in it, cut in two
        }
    }

    /** Returns the pattern as it would be written. */
    String written() {
        return (exception ? "!" : "") + text;
    }

    private static Test compile(String text) {
        StringBuilder expression = new StringBuilder("^");
        Form form = Form.EXACT;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '*' && text.startsWith("**", at)) {
                boolean first = at == 0;
                at += text.startsWith("**/", at) ? 2 : 1;
                boolean last = at + 1 == text.length();
                expression.append(last ? ".*" : "(.*/)?");
                // "**" at the end takes all that starts so, and right at the start all that ends so
                form = first ? Form.SUFFIX : last && form == Form.EXACT ? Form.PREFIX : Form.EXPRESSION;
            } else if (c == '*' || c == '?') {
                expression.append(c == '*' ? "[^/]*" : "[^/]");
                form = Form.EXPRESSION;
            } else if (c == '\\') {
                at++; // checkGlob has seen that something follows
                expression.append('\\').appendCodePoint(text.codePointAt(at));
                at += Character.charCount(text.codePointAt(at)) - 1;
                form = Form.EXPRESSION;
            } else if (c == '[' || c == ']') {
                expression.append(c);
                form = Form.EXPRESSION;
            } else {
                expression.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return test(form, text, expression.append('$').toString());
    }

    private static Test test(Form form, String text, String expression) {
        return switch (form) {
            case EXACT -> new Exact(text);
            case PREFIX -> {
                String prefix = text.substring(0, text.length() - 2);
                yield path -> path.startsWith(prefix);
            }
            case SUFFIX -> {
                String suffix = text.substring(2);
                yield path -> path.endsWith(suffix) || suffix.equals("/" + path);
            }
            case EXPRESSION -> {
                Pattern compiled = regularExpression(expression);
                List<String> needed = literals(text);
                yield path -> containsAll(path, needed) && compiled.matches(path);
            }
        };
    }

    /**
     * Returns texts that are in whatever the pattern matches, so that most paths need no regular expression: what stands
     * between wildcards, up to the first character class or escape.
     */
    private static List<String> literals(String text) {
        int end = 0;
        while (end < text.length() && "[]\\^".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        // "**/" may stand for nothing, and so may its '/'
        return Stream.of(text.substring(0, end).replace("**/", "*").split("[*?]"))
                .filter(literal -> !literal.isEmpty())
                .toList();
    }

    private static boolean containsAll(String path, List<String> literals) {
        for (String literal : literals) {
            if (!path.contains(literal)) {
                return false;
            }
        }
        return true;
    }

    private static Pattern regularExpression(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "becomes the regular expression " + expression + ", which is none: " + e.getDescription(), e);
        }
    }
}
