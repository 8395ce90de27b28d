package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.syntax.Expression.Arguments;
import io.github.kubespraymaven.jinja.syntax.Expression.Attribute;
import io.github.kubespraymaven.jinja.syntax.Expression.Call;
import io.github.kubespraymaven.jinja.syntax.Expression.Constant;
import io.github.kubespraymaven.jinja.syntax.Expression.Filter;
import io.github.kubespraymaven.jinja.syntax.Expression.Item;
import io.github.kubespraymaven.jinja.syntax.Expression.Mapping;
import io.github.kubespraymaven.jinja.syntax.Expression.Name;
import io.github.kubespraymaven.jinja.syntax.Expression.Not;
import io.github.kubespraymaven.jinja.syntax.Expression.Sequence;
import io.github.kubespraymaven.jinja.syntax.Expression.Slice;
import io.github.kubespraymaven.jinja.syntax.Expression.Test;
import io.github.kubespraymaven.jinja.syntax.Token.Kind;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Literals, names, and what follows them: attributes, items, calls, filters and tests. */
final class Primaries {
    private static final int LONGEST_NUMBER = 2000;

    private final Tokens tokens;
    private final ExpressionParser expressions;

    Primaries(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> name(tokens.next().text());
            case STRING -> string();
            case INTEGER -> new Constant(integer(tokens.next()));
            case FLOAT -> new Constant(
                    new Real(Double.parseDouble(tokens.next().text().replace("_", ""))));
            case OPERATOR -> switch (token.text()) {
                case "(" -> parenthesized();
                case "[" -> list();
                case "{" -> mapping();
                default -> throw tokens.expected("an expression");
            };
            case DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END, END -> throw tokens.expected("an expression");
        };
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Constant(Bool.TRUE);
            case "false", "False" -> new Constant(Bool.FALSE);
            case "none", "None" -> new Constant(None.NONE);
            default -> new Name(name);
        };
    }

    private Expression string() {
        StringBuilder text = new StringBuilder();
        while (tokens.at(Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return new Constant(new Text(text.toString()));
    }

    private Int integer(Token token) {
        String digits = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.length() > LONGEST_NUMBER) {
            throw tokens.error("a number of " + digits.length() + " digits");
        }
        if (digits.startsWith("0x")) {
            return new Int(new BigInteger(digits.substring(2), 16));
        }
        if (digits.startsWith("0o")) {
            return new Int(new BigInteger(digits.substring(2), 8));
        }
        if (digits.startsWith("0b")) {
            return new Int(new BigInteger(digits.substring(2), 2));
        }
        return new Int(new BigInteger(digits));
    }

    private Expression parenthesized() {
        tokens.expectOperator("(");
        if (tokens.skipOperator(")")) {
            return new Sequence(List.of(), true);
        }
        Expression inner = expressions.tuple();
        tokens.expectOperator(")");
        return inner;
    }

    private Expression list() {
        tokens.expectOperator("[");
        List<Expression> elements = new ArrayList<>();
        while (!tokens.atOperator("]")) {
            elements.add(expressions.expression());
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("]");
        return new Sequence(List.copyOf(elements), false);
    }

    private Expression mapping() {
        tokens.expectOperator("{");
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        while (!tokens.atOperator("}")) {
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(Map.entry(key, expressions.expression()));
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator("}");
        return new Mapping(List.copyOf(entries));
    }

    Expression postfix(Expression operand) {
        Expression whole = operand;
        while (true) {
            if (tokens.skipOperator(".")) {
                whole = attribute(whole);
            } else if (tokens.skipOperator("[")) {
                whole = subscript(whole);
            } else if (tokens.atOperator("(")) {
                whole = new Call(whole, arguments());
            } else {
                return whole;
            }
        }
    }

    private Expression attribute(Expression object) {
        if (tokens.at(Kind.INTEGER)) {
            return new Item(object, new Constant(integer(tokens.next())));
        }
        return new Attribute(
                object, tokens.expect(Kind.NAME, "a name or a number after '.'").text());
    }

    private Expression subscript(Expression object) {
        Optional<Expression> start = Optional.empty();
        if (!tokens.atOperator(":")) {
            Expression key = expressions.expression();
            if (tokens.skipOperator("]")) {
                return new Item(object, key);
            }
            start = Optional.of(key);
        }
        tokens.expectOperator(":");
        Optional<Expression> stop = bound();
        Optional<Expression> step = tokens.skipOperator(":") ? bound() : Optional.empty();
        tokens.expectOperator("]");
        return new Slice(object, start, stop, step);
    }

    private Optional<Expression> bound() {
        boolean absent = tokens.atOperator(":") || tokens.atOperator("]");
        return absent ? Optional.empty() : Optional.of(expressions.expression());
    }

    private Arguments arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<Map.Entry<String, Expression>> named = new ArrayList<>();
        while (!tokens.atOperator(")")) {
            if (tokens.atOperator("*") || tokens.atOperator("**")) {
                throw tokens.error(
                        "unpacking with " + tokens.current().text() + " is not supported; write the arguments out");
            }
            if (tokens.at(Kind.NAME) && tokens.after().is(Kind.OPERATOR, "=")) {
                String name = tokens.next().text();
                tokens.next();
                named.add(Map.entry(name, expressions.expression()));
            } else if (named.isEmpty()) {
                positional.add(expressions.expression());
            } else {
                throw tokens.error("a positional argument after a named one");
            }
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        tokens.expectOperator(")");
        return new Arguments(List.copyOf(positional), List.copyOf(named));
    }

    Expression filters(Expression operand) {
        Expression whole = operand;
        while (true) {
            if (tokens.skipOperator("|")) {
                String name = dottedName("a filter's name after '|'");
                whole = new Filter(whole, name, tokens.atOperator("(") ? arguments() : Arguments.NONE);
            } else if (tokens.skipName("is")) {
                whole = test(whole);
            } else if (tokens.atOperator("(")) {
                whole = new Call(whole, arguments());
            } else {
                return whole;
            }
        }
    }

    private String dottedName(String described) {
        StringBuilder name =
                new StringBuilder(tokens.expect(Kind.NAME, described).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Kind.NAME, "a name after '.'").text());
        }
        return name.toString();
    }

    private Expression test(Expression operand) {
        boolean negated = tokens.skipName("not");
        String name = dottedName("a test's name after 'is'");
        Arguments arguments = Arguments.NONE;
        if (tokens.atOperator("(")) {
            arguments = arguments();
        } else if (beginsArgument()) {
            if (tokens.atName("is")) {
                throw tokens.error("tests cannot be chained with 'is'");
            }
            arguments = new Arguments(List.of(postfix(primary())), List.of());
        }
        Expression test = new Test(operand, name, arguments);
        return negated ? new Not(test) : test;
    }

    private boolean beginsArgument() {
        return switch (tokens.current().kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !tokens.atName("else")
                    && !tokens.atName("or")
                    && !tokens.atName("and")
                    && !tokens.atName("if");
            case OPERATOR -> tokens.atOperator("[") || tokens.atOperator("{");
            case DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END, END -> false;
        };
    }
}
