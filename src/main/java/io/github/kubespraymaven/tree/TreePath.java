package io.github.kubespraymaven.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A place in a file tree, relative to its root: names joined by '/', none of them empty, "." or "..". It cannot leave the
 * tree, and two equal places are written alike. Ordered by UTF-8 bytes, name by name, so that a directory comes before what
 * is in it and its content follows it at once, in every locale.
 *
 * @param value the names joined by '/'
 */
public record TreePath(String value) implements Comparable<TreePath> {
    /** The longest path that Linux takes (PATH_MAX, without its NUL). */
    private static final int MAX_BYTES = 4095;

    /** Checks the form. */
    public TreePath {
        Optional<String> problem = problem(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }

    /** Tells whether a text is such a place. */
    public static boolean isPath(String value) {
        return problem(value).isEmpty();
    }

    private static Optional<String> problem(String value) {
        if (value.isEmpty() || value.startsWith("/") || value.endsWith("/") || value.indexOf('\0') >= 0) {
            return Optional.of("not a path below the root of a tree: '" + value + "'");
        }
        for (int start = 0; start <= value.length(); ) {
            int end = value.indexOf('/', start);
            if (end < 0) {
                end = value.length();
            }
            if (!isName(value, start, end)) {
                return Optional.of("a path with an empty name, '.' or '..' in it: '" + value + "'");
            }
            start = end + 1;
        }
        if (value.length() > MAX_BYTES || (value.length() > MAX_BYTES / 3 && utf8(value).length > MAX_BYTES)) {
            return Optional.of("longer than " + MAX_BYTES + " bytes: '" + value.substring(0, 80) + "…'");
        }
        return Optional.empty();
    }

    private static boolean isName(String value, int start, int end) {
        int length = end - start;
        boolean dots = (length == 1 && value.charAt(start) == '.') || (length == 2 && value.startsWith("..", start));
        return length > 0 && !dots;
    }

    /** Returns the place that these names, joined by '/', lead to. */
    public static TreePath of(String value) {
        return new TreePath(value);
    }

    /** Returns the place below this one. */
    public TreePath resolve(String relative) {
        return new TreePath(value + "/" + relative);
    }

    /** Returns the directory this place is in; empty for a place at the top. */
    public Optional<TreePath> parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new TreePath(value.substring(0, slash)));
    }

    /** Returns the last name. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** Tells whether this is the other place or lies below it. */
    public boolean startsWith(TreePath other) {
        return value.startsWith(other.value)
                && (value.length() == other.value.length() || value.charAt(other.value.length()) == '/');
    }

    @Override
    public int compareTo(TreePath other) {
        int common = Math.min(value.length(), other.value.length());
        for (int i = 0; i < common; i++) {
            char a = value.charAt(i);
            char b = other.value.charAt(i);
            if (a != b) {
                if (a == '/' || b == '/') {
                    return a == '/' ? -1 : 1;
                }
                // Surrogates sort after the rest of the plane in UTF-8 but not in UTF-16.
                return a < 0xd800 && b < 0xd800
                        ? Character.compare(a, b)
                        : Arrays.compareUnsigned(utf8(value), utf8(other.value));
            }
        }
        return Integer.compare(value.length(), other.value.length());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return value;
    }
}
