package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import java.util.Optional;

/** A text and a place in it, with the tokens that requirements and markers share. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** PEP 508 knows two kinds of white space, wherever it is not part of a version specifier. */
    void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    boolean skip(char wanted) {
        if (isAt(wanted)) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over a word that stands alone: no letter, digit or underscore touches it. */
    boolean skipWord(String word) {
        if (text.startsWith(word, at) && isBoundary(at) && isBoundary(at + word.length())) {
            at += word.length();
            return true;
        }
        return false;
    }

    /** A name: it starts with a letter or digit and ends with one, or with an underscore; {@code . _ -} may be within. */
    Optional<String> identifier() {
        if (at == text.length() || !isNameStart(text.charAt(at)) || !isBoundary(at)) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < text.length() && (isNameStart(text.charAt(end)) || "._-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (end > at && !isBoundary(end)) {
            end--;
        }
        if (end == at) {
            return Optional.empty();
        }
        String identifier = text.substring(at, end);
        at = end;
        return Optional.of(identifier);
    }

    /** The text from here up to a blank or the end. */
    String untilBlank() {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    RequirementSyntaxException wanted(String what) {
        return new RequirementSyntaxException(text, at, what);
    }

    RequirementSyntaxException wantedAt(int index, String what) {
        return new RequirementSyntaxException(text, index, what);
    }

    private static boolean isNameStart(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** A word's edge, as {@code \b} of a regular expression has it. */
    private boolean isBoundary(int index) {
        return (index > 0 && isWord(text.codePointBefore(index)))
                != (index < text.length() && isWord(text.codePointAt(index)));
    }

    private static boolean isWord(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
