package io.github.kubespraymaven.debian.script;

import io.github.kubespraymaven.debian.DebianException.ScriptException;
import io.github.kubespraymaven.debian.script.Word.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a script into words and operators (POSIX.1-2017, Shell Command Language, 2.2, 2.3, 2.6). */
final class ShellLexer {
    /** Each of them is an operator by itself, too. */
    private static final String OPERATOR_STARTS = "&|;<>()\n";

    private static final List<String> LONG_OPERATORS =
            List.of("<<-", "&&", "||", ";;", "<<", ">>", "<&", ">&", "<>", ">|");

    private final String text;
    private int at;
    private int line = 1;
    private final Deque<Here> pending = new ArrayDeque<>();

    ShellLexer(String text) {
        this.text = text;
    }

    sealed interface Token {
        record Operator(String text) implements Token {}

        record AWord(Word word) implements Token {}

        record End() implements Token {}
    }

    /** A here-document whose text comes after the end of the line. */
    static final class Here {
        private final String delimiter;
        private final boolean stripTabs;
        private final boolean literal;
        private Word content = new Word(List.of());

        Here(String delimiter, boolean stripTabs, boolean literal) {
            this.delimiter = delimiter;
            this.stripTabs = stripTabs;
            this.literal = literal;
        }

        Word content() {
            return content;
        }
    }

    int line() {
        return line;
    }

    /** Asks for the text of a here-document as soon as the line ends. */
    void expect(Here here) {
        pending.add(here);
    }

    Token next() throws ScriptException {
        skipBlanks();
        if (at >= text.length()) {
            return new Token.End();
        }
        if (OPERATOR_STARTS.indexOf(text.charAt(at)) >= 0) {
            return operator();
        }
        return new Token.AWord(word());
    }

    /** The longest operator that stands here. */
    private Token operator() throws ScriptException {
        String longest = text.substring(at, at + 1);
        for (String operator : LONG_OPERATORS) {
            if (text.startsWith(operator, at)) {
                longest = operator;
                break;
            }
        }
        at += longest.length();
        if (longest.equals("\n")) {
            line++;
            readHeres();
        }
        return new Token.Operator(longest);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
                line++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private Word word() throws ScriptException {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (" \t\n;&|<>()".indexOf(c) >= 0) {
                break;
            }
            if (c == '\'') {
                flush(plain, pieces, false);
                int close = text.indexOf('\'', at + 1);
                if (close < 0) {
                    throw new ScriptException(line, "a quote that is not closed");
                }
                String quoted = text.substring(at + 1, close);
                line += (int) quoted.chars().filter(ch -> ch == '\n').count();
                pieces.add(new Piece.Text(quoted, true));
                at = close + 1;
            } else if (c == '"') {
                flush(plain, pieces, false);
                at++;
                quoted(pieces, '"');
            } else if (c == '$' || c == '`') {
                flush(plain, pieces, false);
                pieces.add(expansion(false));
            } else if (c == '\\') {
                flush(plain, pieces, false);
                if (!text.startsWith("\\\n", at) && at + 1 < text.length()) {
                    pieces.add(new Piece.Text(text.substring(at + 1, at + 2), true));
                }
                at += 2;
            } else {
                plain.append(c);
                at++;
            }
        }
        flush(plain, pieces, false);
        return new Word(pieces);
    }

    /** The rest of a double-quoted string. */
    private void quoted(List<Piece> pieces, char end) throws ScriptException {
        StringBuilder plain = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new ScriptException(line, "a quote that is not closed");
            }
            char c = text.charAt(at);
            if (c == end) {
                at++;
                break;
            }
            if (c == '$' || c == '`') {
                flush(plain, pieces, true);
                pieces.add(expansion(true));
            } else if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                if (text.charAt(at + 1) != '\n') {
                    plain.append(text.charAt(at + 1));
                }
                at += 2;
            } else {
                line += c == '\n' ? 1 : 0;
                plain.append(c);
                at++;
            }
        }
        pieces.add(new Piece.Text(plain.toString(), true));
    }

    private static void flush(StringBuilder plain, List<Piece> pieces, boolean quoted) {
        if (plain.length() > 0) {
            pieces.add(new Piece.Text(plain.toString(), quoted));
            plain.setLength(0);
        }
    }

    private Piece expansion(boolean quoted) throws ScriptException {
        if (text.charAt(at) == '`') {
            int close = text.indexOf('`', at + 1);
            if (close < 0) {
                throw new ScriptException(line, "a substitution that is not closed");
            }
            String body = text.substring(at + 1, close).replace("\\$", "$").replace("\\\\", "\\");
            at = close + 1;
            return new Piece.Substitution(new ShellParser(body).script(), quoted);
        }
        at++;
        if (at >= text.length()) {
            return new Piece.Text("$", quoted);
        }
        char c = text.charAt(at);
        if (text.startsWith("((", at)) {
            at = matching(at);
            return new Piece.Unknown();
        }
        if (c == '(') {
            int from = at + 1;
            at = matching(at);
            return new Piece.Substitution(new ShellParser(text.substring(from, at - 1)).script(), quoted);
        }
        if (c == '{') {
            return braced(quoted);
        }
        int from = at;
        if (Character.isLetter(c) || c == '_') {
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
        } else if (Character.isDigit(c) || "@*#?-$!".indexOf(c) >= 0) {
            at++;
        } else {
            return new Piece.Text("$", quoted);
        }
        return new Piece.Parameter(text.substring(from, at), "", new Word(List.of()), quoted);
    }

    /** {@code ${NAME}}, {@code ${NAME:-word}} and the like. */
    private Piece braced(boolean quoted) throws ScriptException {
        int from = at + 1;
        at = from;
        if (at < text.length() && text.charAt(at) == '#' && !text.startsWith("#}", at)) {
            at = closingBrace(from);
            return new Piece.Unknown();
        }
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_@*#?!".indexOf(text.charAt(at)) >= 0)
                && (at == from || "@*#?!".indexOf(text.charAt(at)) < 0)) {
            at++;
        }
        String name = text.substring(from, at);
        int start = at;
        while (at < text.length() && ":-+=?#%".indexOf(text.charAt(at)) >= 0 && at - start < 2) {
            at++;
        }
        String operation = text.substring(start, at);
        int operandFrom = at;
        at = closingBrace(operandFrom);
        String operand = text.substring(operandFrom, at - 1);
        ShellLexer inner = new ShellLexer(operand + "\"");
        List<Piece> pieces = new ArrayList<>();
        inner.quoted(pieces, '"');
        return new Piece.Parameter(name, operation, new Word(pieces), quoted);
    }

    private int closingBrace(int from) throws ScriptException {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new ScriptException(line, "a parameter that is not closed");
    }

    /** The place after the parenthesis that closes the one here; quotes are respected. */
    private int matching(int open) throws ScriptException {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'') {
                i = text.indexOf('\'', i + 1);
                if (i < 0) {
                    break;
                }
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        throw new ScriptException(line, "a substitution that is not closed");
    }

    private void readHeres() throws ScriptException {
        while (!pending.isEmpty()) {
            Here here = pending.remove();
            StringBuilder content = new StringBuilder();
            while (true) {
                if (at >= text.length()) {
                    throw new ScriptException(line, "a here-document without " + here.delimiter);
                }
                int end = text.indexOf('\n', at);
                String row = text.substring(at, end < 0 ? text.length() : end);
                at = end < 0 ? text.length() : end + 1;
                line++;
                String stripped = here.stripTabs ? row.replaceFirst("^\t+", "") : row;
                if (stripped.equals(here.delimiter)) {
                    break;
                }
                content.append(stripped).append('\n');
            }
            if (here.literal) {
                here.content = new Word(List.of(new Piece.Text(content.toString(), true)));
            } else {
                List<Piece> pieces = new ArrayList<>();
                new ShellLexer(content.toString().replace("\"", "\\\"") + "\"").quoted(pieces, '"');
                here.content = new Word(pieces);
            }
        }
    }
}
