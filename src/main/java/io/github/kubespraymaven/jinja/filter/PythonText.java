package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Python's {@code str}, {@code os.path} and {@code shlex} do to strings. */
public final class PythonText {
    private static final Pattern SAFE_IN_SHELL = Pattern.compile("[\\w@%+=:,./-]+");

    private PythonText() {}

    /**
     * {@code str.split}: without a separator at runs of white space, with no empty parts.
     *
     * @param most splits; negative: all
     */
    public static List<String> split(String text, Optional<String> separator, int most) {
        List<String> parts = new ArrayList<>();
        if (separator.isPresent()) {
            String by = separator.get();
            if (by.isEmpty()) {
                throw new EvaluationException("split: empty separator");
            }
            int begin = 0;
            for (int end = text.indexOf(by);
                    end >= 0 && (most < 0 || parts.size() < most);
                    end = text.indexOf(by, begin)) {
                parts.add(text.substring(begin, end));
                begin = end + by.length();
            }
            parts.add(text.substring(begin));
            return parts;
        }
        String rest = text.stripLeading();
        while (!rest.isEmpty()) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            if (most >= 0 && parts.size() == most) {
                parts.add(rest);
                break;
            }
            parts.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return parts;
    }

    /** {@code str.rsplit} with a separator. */
    public static List<String> splitFromEnd(String text, Optional<String> separator, int most) {
        if (separator.isEmpty() || most < 0) {
            return split(text, separator, -1);
        }
        String by = separator.get();
        if (by.isEmpty()) {
            throw new EvaluationException("rsplit: empty separator");
        }
        List<String> parts = new ArrayList<>();
        int end = text.length();
        for (int at = text.lastIndexOf(by, end - by.length());
                at >= 0 && parts.size() < most;
                at = text.lastIndexOf(by, end - by.length())) {
            parts.add(text.substring(at + by.length(), end));
            end = at;
            if (end < by.length()) {
                break;
            }
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    /**
     * {@code str.strip} and its relatives.
     *
     * @param characters to take away; absent: white space
     */
    public static String strip(String text, Optional<String> characters, boolean left, boolean right) {
        int begin = 0;
        int end = text.length();
        while (left && begin < end && strips(text.charAt(begin), characters)) {
            begin++;
        }
        while (right && end > begin && strips(text.charAt(end - 1), characters)) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean strips(char c, Optional<String> characters) {
        return characters.map(some -> some.indexOf(c) >= 0).orElseGet(() -> Character.isWhitespace(c));
    }

    /**
     * {@code str.replace}.
     *
     * @param most replacements; negative: all
     */
    public static String replace(String text, String old, String replacement, int most) {
        long occurrences = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
        Size.checkText(text.length() + occurrences * Math.max(0, replacement.length() - old.length()));
        if (most < 0 && !old.isEmpty()) {
            return text.replace(old, replacement);
        }
        StringBuilder out = new StringBuilder();
        int begin = 0;
        int done = 0;
        for (int at = text.indexOf(old); at >= 0 && (most < 0 || done < most); done++) {
            out.append(text, begin, at).append(replacement);
            begin = at + old.length();
            if (old.isEmpty()) {
                if (at == text.length()) {
                    return out.toString();
                }
                out.append(text.charAt(at));
                begin = at + 1;
                at++;
            } else {
                at = text.indexOf(old, begin);
            }
        }
        return out.append(text.substring(Math.min(begin, text.length()))).toString();
    }

    public static String capitalize(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Each word with a capital, as Jinja's filter does it: words end at white space, hyphens and opening brackets. */
    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
            first = Character.isWhitespace(c) || "-({[<".indexOf(c) >= 0;
        }
        return out.toString();
    }

    /** {@code shlex.quote}. */
    static String shellQuote(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return SAFE_IN_SHELL.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }

    static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String dirname(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        String stripped = strip(head, Optional.of("/"), false, true);
        return stripped.isEmpty() ? head : stripped;
    }

    static Items splitExtension(String path) {
        int begin = path.lastIndexOf('/') + 1;
        int first = begin;
        while (first < path.length() && path.charAt(first) == '.') {
            first++;
        }
        int dot = path.lastIndexOf('.');
        int cut = dot >= first && dot >= 0 ? dot : path.length();
        return Items.tuple(new Text(path.substring(0, cut)), new Text(path.substring(cut)));
    }

    static String joinPath(List<String> parts) {
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            if (part.startsWith("/")) {
                path.setLength(0);
            } else if (path.length() > 0 && path.charAt(path.length() - 1) != '/') {
                path.append('/');
            }
            path.append(part);
        }
        return path.toString();
    }

    static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }
}
