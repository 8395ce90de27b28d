package io.github.kubespraymaven.python.requirementsfile;

import java.util.ArrayList;
import java.util.List;

/** Splits text into words as a POSIX shell quotes them, which is how Python's {@code shlex.split} reads options. */
final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * The words.
     *
     * @throws IllegalArgumentException when a quote is not closed or a backslash ends the text
     */
    static List<String> split(String text) {
        ShellWords words = new ShellWords(text);
        while (words.skipBlanks()) {
            words.word();
        }
        return words.words;
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private void word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && !isBlank(text.charAt(at))) {
            char c = text.charAt(at);
            at++;
            if (c == '\'' || c == '"') {
                quoted(c, word);
            } else {
                word.append(c == '\\' ? escaped() : c);
            }
        }
        words.add(word.toString());
    }

    private void quoted(char quote, StringBuilder word) {
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            at++;
            if (c == '\\' && quote == '"') {
                char next = escaped();
                if (next != '"' && next != '\\') {
                    word.append('\\');
                }
                word.append(next);
            } else {
                word.append(c);
            }
        }
        if (at == text.length()) {
            throw new IllegalArgumentException("a closing " + quote + " is missing");
        }
        at++;
    }

    private char escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("a backslash ends the line and escapes nothing");
        }
        char c = text.charAt(at);
        at++;
        return c;
    }
}
