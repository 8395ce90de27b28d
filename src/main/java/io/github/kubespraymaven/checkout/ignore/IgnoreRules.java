package io.github.kubespraymaven.checkout.ignore;

import io.github.kubespraymaven.error.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The patterns of one .dockerignore, in their order: the last one that matches a path, or a directory it lies in, decides. */
public final class IgnoreRules {
    /** What keeps nothing out. */
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    /** Go's bufio.Scanner, which reads the file for Docker, gives up on lines of this size. */
    private static final int MAX_LINE = 1 << 16;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String EMPTY_EXCEPTION = "is an exception for nothing; put a pattern behind the '!'";
    private static final char UNREADABLE = '\ufffd';

    private final List<IgnorePattern> patterns;

    /** Where the patterns stand that are one path's: most are, and need not be compared with every path. */
    private final Map<String, BitSet> ofOnePath = new HashMap<>();

    private final BitSet ofMany = new BitSet();

    private IgnoreRules(List<IgnorePattern> patterns) {
        this.patterns = List.copyOf(patterns);
        for (int at = 0; at < patterns.size(); at++) {
            Optional<String> path = patterns.get(at).onlyPath();
            (path.isPresent() ? ofOnePath.computeIfAbsent(path.get(), added -> new BitSet()) : ofMany).set(at);
        }
    }

    /** What the rules say of one path, and what those below it need to know of it. */
    public static final class Verdict {
        /** What stands above the first names of a tree. */
        public static final Verdict ABOVE = new Verdict(false, new BitSet());

        private final boolean excluded;
        private final BitSet matched;

        private Verdict(boolean excluded, BitSet matched) {
            this.excluded = excluded;
            this.matched = matched;
        }

        /** Tells whether it is kept out. */
        public boolean excluded() {
            return excluded;
        }
    }

    /**
     * Reads a .dockerignore.
     *
     * @param bytes its content
     * @param file its name, for errors
     * @throws UserErrorException if Docker would refuse it, or a pattern is not UTF-8; names file and line
     */
    public static IgnoreRules parse(byte[] bytes, String file) throws UserErrorException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<IgnorePattern> patterns = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String place = file + ":" + number + ": ";
            String rest = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
            if (rest.length() >= MAX_LINE) {
                throw new UserErrorException(place + "longer than Docker reads (64 KiB)");
            }
            try {
                add(rest, patterns);
            } catch (IllegalArgumentException e) {
                throw new UserErrorException(place + "'" + trim(rest) + "' " + e.getMessage(), e);
            }
        }
        return new IgnoreRules(patterns);
    }

    private static void add(String line, List<IgnorePattern> patterns) {
        // Only a '#' in the first column starts a comment.
        String pattern = line.startsWith("#") ? "" : trim(line);
        if (pattern.isEmpty()) {
            return;
        }
        boolean exception = pattern.startsWith("!");
        if (exception) {
            pattern = trim(pattern.substring(1));
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException(EMPTY_EXCEPTION);
            }
        }
        if (pattern.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException("is not UTF-8, which all names in an image are");
        }
        pattern = GoPath.clean(pattern);
        if (pattern.length() > 1 && pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        }
        if (!exception) {
            // What a '/' stood before is looked at a second time.
            pattern = trim(pattern);
            exception = pattern.startsWith("!");
            pattern = exception ? pattern.substring(1) : pattern;
        }
        if (exception && (pattern.isEmpty() || pattern.equals("/"))) {
            throw new IllegalArgumentException(EMPTY_EXCEPTION);
        }
        patterns.add(IgnorePattern.of(pattern, exception));
    }

    /**
     * Says whether a path is kept out: the last pattern that matches it or a directory above it decides (moby/patternmatcher,
     * MatchesOrParentMatches).
     *
     * @param path names joined by '/'
     * @param parent what was said of the directory it is in
     */
    public Verdict of(String path, Verdict parent) {
        BitSet matched = (BitSet) parent.matched.clone();
        Optional.ofNullable(ofOnePath.get(path)).ifPresent(matched::or);
        for (int at = ofMany.nextSetBit(0); at >= 0; at = ofMany.nextSetBit(at + 1)) {
            if (patterns.get(at).matches(path)) {
                matched.set(at);
            }
        }
        boolean excluded =
                !matched.isEmpty() && !patterns.get(matched.length() - 1).exception();
        return new Verdict(excluded, matched);
    }

    /**
     * Tells whether a directory that is kept out is searched all the same: where an exception leads there or further down
     * without a wildcard on its way. That is what buildah (copier) and Docker's classic builder do; its BuildKit searches for
     * every exception since 2022.
     */
    public boolean searchedAlthoughExcluded(String directory) {
        return patterns.stream().anyMatch(pattern -> pattern.exception() && pattern.leadsTo(directory));
    }

    /** Returns the exceptions that BuildKit, and only it, would look for in a directory that is kept out. */
    public List<String> exceptionsNotLookedFor(String directory) {
        return patterns.stream()
                .filter(pattern -> pattern.exception() && pattern.couldMatchBelow(directory))
                .map(IgnorePattern::written)
                .toList();
    }

    /** Trims what Go's unicode.IsSpace calls white space. */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
