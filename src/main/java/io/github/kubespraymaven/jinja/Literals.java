package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.syntax.Escapes;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code ast.literal_eval}: with it Ansible makes values of templates whose text looks like a list, a dictionary or a boolean. */
public final class Literals {
    private static final Pattern NUMBER = Pattern.compile(
            "(?:\\d[\\d_]*\\.[\\d_]*|\\.\\d[\\d_]*|\\d[\\d_]*(?=[eE]))(?:[eE][+-]?\\d+)?|[1-9](?:_?\\d)*|0+(?![\\d_xXoObB])");
    private static final int LONGEST_NUMBER = 1000;

    private final String text;
    private int at;
    private int depth;

    private Literals(String text) {
        this.text = text;
    }

    /** The value of a literal; empty if the text is none. */
    public static Optional<Value> parse(String text) {
        Literals literals = new Literals(text);
        try {
            Value value = literals.value();
            literals.space();
            return literals.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotLiteral | EvaluationException e) {
            return Optional.empty();
        }
    }

    private Value value() {
        space();
        if (at >= text.length() || depth > Size.DEEPEST) {
            throw new NotLiteral();
        }
        return switch (text.charAt(at)) {
            case '[' -> Items.list(elements(']'));
            case '(' -> tuple();
            case '{' -> dict();
            case '\'', '"' -> strings();
            case '-' -> negative();
            default -> Character.isLetter(text.charAt(at)) ? name() : number();
        };
    }

    private void space() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private List<Value> elements(char close) {
        depth++;
        at++;
        List<Value> elements = new ArrayList<>();
        while (!skip(close)) {
            if (!elements.isEmpty()) {
                expect(',');
                if (skip(close)) {
                    break;
                }
            }
            elements.add(value());
        }
        depth--;
        return elements;
    }

    private Value tuple() {
        int begin = at;
        List<Value> elements = elements(')');
        boolean comma = text.substring(begin, at - 1).stripTrailing().endsWith(",");
        return elements.size() == 1 && !comma ? elements.get(0) : Items.tuple(elements);
    }

    private Value dict() {
        depth++;
        at++;
        Dict.Builder dict = new Dict.Builder();
        boolean first = true;
        while (!skip('}')) {
            if (!first) {
                expect(',');
                if (skip('}')) {
                    break;
                }
            }
            Value key = value();
            expect(':');
            dict.put(key, value());
            first = false;
        }
        depth--;
        return dict.build();
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw new NotLiteral();
        }
    }

    private Value strings() {
        StringBuilder joined = new StringBuilder();
        do {
            joined.append(string());
            space();
        } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"'));
        return new Text(joined.toString());
    }

    private String string() {
        char quote = text.charAt(at);
        int begin = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                throw new NotLiteral();
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new NotLiteral();
        }
        return Escapes.decode(text.substring(begin, at++));
    }

    private Value negative() {
        at++;
        space();
        Value number = at < text.length() ? number() : None.NONE;
        if (number instanceof Int integer) {
            return new Int(integer.value().negate());
        }
        return new Real(-((Real) number).value());
    }

    private Value number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt() || number.end() - at > LONGEST_NUMBER) {
            throw new NotLiteral();
        }
        at = number.end();
        String digits = number.group().replace("_", "");
        boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole ? new Int(new BigInteger(digits)) : new Real(Double.parseDouble(digits));
    }

    private Value name() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return switch (text.substring(begin, at)) {
            case "True" -> Bool.TRUE;
            case "False" -> Bool.FALSE;
            case "None" -> None.NONE;
            default -> throw new NotLiteral();
        };
    }

    /** The text is no literal; no error, it then stays a text. */
    private static final class NotLiteral extends RuntimeException {
        NotLiteral() {
            super("no literal", null, false, false);
        }
    }
}
