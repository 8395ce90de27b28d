package io.github.kubespraymaven.checkout.ignore;

import java.util.ArrayDeque;
import java.util.Deque;

/** The two functions of Go's package path/filepath that decide what a line of a .dockerignore means, as on Linux. */
final class GoPath {
    private GoPath() {}

    /** Returns the shortest path that means the same ({@code filepath.Clean}): no empty names, no ".", ".." where it can be solved. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            boolean up = name.equals("..");
            if (name.isEmpty() || name.equals(".") || (up && rooted && names.isEmpty())) {
                continue;
            }
            if (up && !names.isEmpty() && !names.getLast().equals("..")) {
                names.removeLast();
            } else {
                names.addLast(name);
            }
        }
        String joined = String.join("/", names);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /**
     * Checks that {@code filepath.Match} takes a pattern.
     *
     * @throws IllegalArgumentException if it does not; says why
     */
    static void checkGlob(String pattern) {
        for (int at = 0; at < pattern.length(); ) {
            char c = pattern.charAt(at);
            if (c == '\\') {
                if (at + 1 == pattern.length()) {
                    throw new IllegalArgumentException("ends with a '\\' that escapes nothing");
                }
                at += 2;
            } else if (c == '[') {
                at = afterClass(pattern, at + 1);
            } else {
                at++;
            }
        }
    }

    private static int afterClass(String pattern, int start) {
        int at = start < pattern.length() && pattern.charAt(start) == '^' ? start + 1 : start;
        for (boolean first = true; first || at >= pattern.length() || pattern.charAt(at) != ']'; first = false) {
            at = afterMember(pattern, at);
            if (at < pattern.length() && pattern.charAt(at) == '-') {
                at = afterMember(pattern, at + 1);
            }
        }
        return at + 1;
    }

    private static int afterMember(String pattern, int start) {
        int at = start;
        if (at < pattern.length() && (pattern.charAt(at) == '-' || pattern.charAt(at) == ']')) {
            throw new IllegalArgumentException("has a '" + pattern.charAt(at)
                    + "' in a character class where a character is wanted; write '\\" + pattern.charAt(at) + "'");
        }
        if (at < pattern.length() && pattern.charAt(at) == '\\') {
            at++;
        }
        if (at >= pattern.length()) {
            throw new IllegalArgumentException("has a '[' without its ']'; write '\\[' for the character itself");
        }
        return pattern.offsetByCodePoints(at, 1);
    }
}
