package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.syntax.Token.Kind;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with Ansible's settings: the first newline after a statement or comment goes (trim_blocks), one newline at the
 * end of the template goes, {@code -} strips white space on its side.
 */
final class Lexer {
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");
    // A dot before would make 1.2 in "a.1.2" a float (Jinja, lexer.py).
    private static final Pattern FLOAT = Pattern.compile(
            "(?<!\\.)(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*+\\d+)?[eE][+\\-]?(?:\\d+_)*+\\d+|\\.(?:\\d+_)*+\\d+)");
    private static final Pattern INTEGER =
            Pattern.compile("0[bB](?:_?[0-1])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*+|0(?:_?0)*+");
    private static final Pattern RAW_BEGIN = Pattern.compile("\\{%[-+]?\\s*+raw\\s*+(?:-%\\}|%\\})");
    private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*+endraw\\s*+(?:-%\\}|\\+%\\}|%\\})");

    private final String source;
    private final boolean literalBackslashes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /**
     * @param literalBackslashes whether a backslash in a string of an expression is just a character
     */
    Lexer(String template, boolean literalBackslashes) {
        String unix = template.indexOf('\r') < 0
                ? template
                : template.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
        this.literalBackslashes = literalBackslashes;
    }

    /**
     * All tokens; the last is {@link Kind#END}.
     *
     * @throws EvaluationException if something is not closed or no token
     */
    List<Token> tokens() {
        while (at < source.length()) {
            data();
            if (at < source.length()) {
                markup();
            }
        }
        tokens.add(new Token(Kind.END, "", source.length()));
        return tokens;
    }

    private void data() {
        int mark = nextMark();
        String text = source.substring(at, mark);
        boolean strip = mark + 2 < source.length() && source.charAt(mark + 2) == '-';
        addData(strip ? text.stripTrailing() : text);
        at = mark;
    }

    private void addData(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Kind.DATA, text, at));
        }
    }

    private int nextMark() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return source.length();
    }

    private void markup() {
        switch (source.charAt(at + 1)) {
            case '#' -> comment();
            case '{' -> {
                open(Kind.OUTPUT_BEGIN);
                expression("}}", Kind.OUTPUT_END, literalBackslashes);
            }
            default -> {
                Matcher raw = RAW_BEGIN.matcher(source).region(at, source.length());
                if (raw.lookingAt()) {
                    raw(raw);
                } else {
                    open(Kind.BLOCK_BEGIN);
                    expression("%}", Kind.BLOCK_END, false);
                }
            }
        }
    }

    private void open(Kind kind) {
        tokens.add(new Token(kind, source.substring(at, at + 2), at));
        at += 2;
        if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
            at++;
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at + 2);
        if (end < 0) {
            throw error("a comment is not closed by #}", at);
        }
        at = end + 2;
        afterClosing(source.charAt(end - 1), true);
    }

    private void raw(Matcher begin) {
        Matcher end = RAW_END.matcher(source);
        if (!end.find(begin.end())) {
            throw error("{% raw %} is not closed by {% endraw %}", at);
        }
        String text = source.substring(begin.end(), end.start());
        if (begin.group().endsWith("-%}")) {
            text = text.stripLeading();
        }
        if (end.group(1).equals("-")) {
            text = text.stripTrailing();
        }
        addData(text);
        at = end.end();
        afterClosing(source.charAt(end.end() - 3), true);
    }

    /**
     * White space control after a closing mark.
     *
     * @param before the character before the mark
     */
    private void afterClosing(char before, boolean trimNewline) {
        if (before == '-') {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
        } else if (trimNewline && before != '+' && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private void expression(String close, Kind closeKind, boolean literal) {
        int begin = at;
        Deque<Character> open = new ArrayDeque<>();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (open.isEmpty() && closes(close)) {
                boolean strip = c == '-';
                char before = c == '-' || c == '+' ? c : ' ';
                tokens.add(new Token(closeKind, close, at));
                at += strip || c == '+' ? 3 : 2;
                afterClosing(before, closeKind == Kind.BLOCK_END);
                return;
            } else {
                token(c, open, literal);
            }
        }
        throw error(
                "the " + (closeKind == Kind.OUTPUT_END ? "expression" : "statement") + " is not closed by " + close,
                begin);
    }

    private boolean closes(String close) {
        return source.startsWith(close, at)
                || source.startsWith("-" + close, at)
                || (close.equals("%}") && source.startsWith("+%}", at));
    }

    private void token(char c, Deque<Character> open, boolean literal) {
        if (c == '"' || c == '\'') {
            string(c, literal);
        } else if (Character.isDigit(c)) {
            number();
        } else if (Character.isLetter(c) || c == '_') {
            int end = at;
            while (end < source.length() && isNamePart(source.charAt(end))) {
                end++;
            }
            add(Kind.NAME, end);
        } else {
            operator(c, open);
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, source.substring(at, end), at));
        at = end;
    }

    private void string(char quote, boolean literal) {
        int begin = at + 1;
        int end = begin;
        while (end < source.length() && source.charAt(end) != quote) {
            end += !literal && source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw error("a string is not closed by " + quote, at);
        }
        String text = source.substring(begin, end);
        tokens.add(new Token(Kind.STRING, literal ? text : Escapes.decode(text), at));
        at = end + 1;
    }

    private void number() {
        Matcher number = FLOAT.matcher(source).useTransparentBounds(true).region(at, source.length());
        if (number.lookingAt()) {
            add(Kind.FLOAT, number.end());
            return;
        }
        number.usePattern(INTEGER).region(at, source.length());
        if (!number.lookingAt()) {
            throw error("'" + source.charAt(at) + "' begins no number", at);
        }
        add(Kind.INTEGER, number.end());
    }

    private void operator(char c, Deque<Character> open) {
        String operator = OPERATORS.stream()
                .filter(candidate -> source.startsWith(candidate, at))
                .findFirst()
                .orElseThrow(() -> error("unexpected character '" + c + "'", at));
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty() || open.pop() != c) {
                    throw error("unexpected '" + operator + "'", at);
                }
            }
            default -> {
                // opens and closes nothing
            }
        }
        add(Kind.OPERATOR, at + operator.length());
    }

    private static EvaluationException error(String what, int offset) {
        return new EvaluationException(what + " (at character " + (offset + 1) + " of the template)");
    }
}
