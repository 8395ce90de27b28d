package io.github.kubespraymaven.sbom.licence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A licence expression (SPDX 2.3, annex D).
 *
 * @param expression its text; every name in it is one of SPDX's list or begins with {@code LicenseRef-}
 */
public record Licence(String expression) {
    /** What is no name of SPDX's begins so. */
    static final String REF = "LicenseRef-";

    private static final Pattern REFS = Pattern.compile(REF + "[A-Za-z0-9.-]+");
    private static final String AND = " AND ";
    private static final String OR = " OR ";

    /** Checks that there is something, and that it could be an expression. */
    public Licence {
        if (!expression.matches("[A-Za-z0-9.+() -]+")) {
            throw new IllegalArgumentException("no licence expression: '" + expression + "'");
        }
    }

    /**
     * Returns a licence that SPDX's list does not have, under a name that says what it is called where it was found.
     *
     * @param name as it was found; what may not stand in a reference becomes a hyphen
     */
    static Licence named(String name) {
        String id = name.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-+|-+$", "");
        return new Licence(REF + (id.isEmpty() ? "unnamed" : id));
    }

    /** Returns the expression under which all of these hold. */
    public static Licence all(Collection<Licence> licences) {
        return joined(licences, AND, OR);
    }

    /** Returns the expression under which one of these may be chosen. */
    static Licence any(Collection<Licence> licences) {
        return joined(licences, OR, AND);
    }

    /** Each once, in the order of their texts; what is joined by the same word already is taken apart. */
    private static Licence joined(Collection<Licence> licences, String word, String other) {
        SortedSet<String> each = new TreeSet<>();
        for (Licence licence : licences) {
            each.addAll(
                    parts(licence.expression, other).size() > 1
                            ? List.of(licence.expression)
                            : parts(licence.expression, word));
        }
        return new Licence(
                each.size() == 1
                        ? each.first()
                        : each.stream()
                                .map(one -> parts(one, other).size() > 1 ? "(" + one + ")" : one)
                                .collect(Collectors.joining(word)));
    }

    /** Returns what stands between a word, outside of parentheses; one that stands in parentheses itself without these. */
    private static List<String> parts(String expression, String word) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < expression.length(); at++) {
            char c = expression.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && expression.startsWith(word, at)) {
                parts.add(bare(expression.substring(start, at)));
                start = at + word.length();
            }
        }
        parts.add(bare(expression.substring(start)));
        return parts;
    }

    private static String bare(String part) {
        boolean enclosed = part.startsWith("(") && part.indexOf(')') == part.length() - 1;
        return enclosed ? part.substring(1, part.length() - 1) : part;
    }

    /** Tells whether it is one name of SPDX's list. */
    public boolean isListed() {
        return !expression.startsWith(REF) && expression.indexOf(' ') < 0 && expression.indexOf('+') < 0;
    }

    /** Returns the names in it that are not in SPDX's list, each with its {@code LicenseRef-}. */
    public SortedSet<String> references() {
        SortedSet<String> found = new TreeSet<>();
        for (Matcher at = REFS.matcher(expression); at.find(); ) {
            found.add(at.group());
        }
        return found;
    }

    @Override
    public String toString() {
        return expression;
    }
}
