package io.github.kubespraymaven.debian.relation;

import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the value of a relationship field: groups separated by commas, in each group alternatives separated by bars
 * (Policy 7.1). Architecture restrictions and build profiles stand in source packages only and are refused.
 */
public final class Relations {
    private final String text;
    private int at;

    private Relations(String text) {
        this.text = text;
    }

    /**
     * The groups in order, each with its alternatives in order, none of them empty.
     *
     * @throws IllegalArgumentException when the text is malformed; the message gives the column, counted from 1
     */
    public static List<List<Relation>> parse(String text) {
        return new Relations(text).groups();
    }

    private List<List<Relation>> groups() {
        List<List<Relation>> groups = new ArrayList<>();
        skipSpace();
        while (at < text.length()) {
            // dpkg reads over empty groups, and a trailing comma is common.
            if (take(',')) {
                skipSpace();
                continue;
            }
            List<Relation> alternatives = new ArrayList<>();
            alternatives.add(relation());
            while (take('|')) {
                skipSpace();
                alternatives.add(relation());
            }
            groups.add(List.copyOf(alternatives));
            if (at < text.length() && text.charAt(at) != ',') {
                throw malformed("a comma or a bar");
            }
        }
        return groups;
    }

    private Relation relation() {
        String name = word(":");
        if (name.isEmpty()) {
            throw malformed("a package name");
        }
        String architecture = "";
        if (take(':')) {
            architecture = word("");
            if (architecture.isEmpty()) {
                throw malformed("an architecture after the colon");
            }
        }
        skipSpace();
        Optional<VersionConstraint> constraint = Optional.empty();
        if (take('(')) {
            constraint = Optional.of(constraint());
            skipSpace();
        }
        return new Relation(name, architecture, constraint);
    }

    private VersionConstraint constraint() {
        skipSpace();
        RelationOperator operator = operator();
        skipSpace();
        int close = text.indexOf(')', at);
        if (close < 0) {
            throw malformed("a closing parenthesis");
        }
        String version = text.substring(at, close).strip();
        at = close + 1;
        return new VersionConstraint(operator, DebianVersion.parse(version));
    }

    /** The old {@code <} and {@code >} mean "or equal" to dpkg and apt both (deb-control, Dependencies). */
    private RelationOperator operator() {
        int from = at;
        while (at < text.length() && "<=>".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return switch (text.substring(from, at)) {
            case "<<" -> RelationOperator.EARLIER;
            case "<=", "<" -> RelationOperator.EARLIER_OR_EQUAL;
            case "=" -> RelationOperator.EQUAL;
            case ">=", ">" -> RelationOperator.LATER_OR_EQUAL;
            case ">>" -> RelationOperator.LATER;
            default -> {
                at = from;
                throw malformed("one of << <= = >= >>");
            }
        };
    }

    private String word(String end) {
        int from = at;
        while (at < text.length()
                && !isSpace(text.charAt(at))
                && "(),|[]<>".indexOf(text.charAt(at)) < 0
                && end.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private IllegalArgumentException malformed(String wanted) {
        String got = at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'" : "the end";
        return new IllegalArgumentException(
                "column " + (at + 1) + ": " + wanted + " is wanted, got " + got + " in '" + text + "'");
    }
}
