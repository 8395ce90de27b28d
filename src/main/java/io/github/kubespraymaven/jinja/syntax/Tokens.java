package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.syntax.Token.Kind;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import java.util.List;

/** Tokens, read from left to right, and how deeply the reader is nested. */
final class Tokens {
    /** A parser that follows nesting by recursion needs a bound that comes before the stack's. */
    private static final int DEEPEST = 80;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean at(Kind kind) {
        return current().kind() == kind;
    }

    boolean atName(String name) {
        return current().is(Kind.NAME, name);
    }

    boolean atOperator(String operator) {
        return current().is(Kind.OPERATOR, operator);
    }

    boolean skip(Kind kind, String text) {
        if (current().is(kind, text)) {
            next();
            return true;
        }
        return false;
    }

    boolean skipName(String name) {
        return skip(Kind.NAME, name);
    }

    boolean skipOperator(String operator) {
        return skip(Kind.OPERATOR, operator);
    }

    /**
     * @throws EvaluationException if the operator is not there
     */
    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw expected("'" + operator + "'");
        }
    }

    /**
     * @throws EvaluationException if there is no such token
     */
    Token expect(Kind kind, String described) {
        if (!at(kind)) {
            throw expected(described);
        }
        return next();
    }

    EvaluationException expected(String what) {
        return error("expected " + what + ", got " + current().described());
    }

    EvaluationException error(String what) {
        return new EvaluationException(what + " (at character " + (current().offset() + 1) + " of the template)");
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw error("the template is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
