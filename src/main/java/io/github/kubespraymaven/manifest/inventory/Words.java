package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell would (Python's {@code shlex.split}): at blanks outside of quotes, which go; a backslash escapes. */
public final class Words {
    private Words() {}

    /**
     * The words of a line.
     *
     * @param comments whether {@code #} at a word's beginning ends the line
     * @throws EvaluationException if a quote is not closed
     */
    public static List<String> split(String line, boolean comments, SourcePosition origin) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < line.length()
                        && "\"\\".indexOf(line.charAt(i + 1)) >= 0) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else if (c == '#' && comments && !inWord) {
                break;
            } else {
                boolean escape = c == '\\' && i + 1 < line.length();
                word.append(escape ? line.charAt(++i) : c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new EvaluationException(origin + ": a quote " + quote + " is not closed: " + line.strip());
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
