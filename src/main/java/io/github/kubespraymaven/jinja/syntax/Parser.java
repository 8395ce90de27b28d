package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.syntax.Statement.Branch;
import io.github.kubespraymaven.jinja.syntax.Statement.Data;
import io.github.kubespraymaven.jinja.syntax.Statement.For;
import io.github.kubespraymaven.jinja.syntax.Statement.If;
import io.github.kubespraymaven.jinja.syntax.Statement.Output;
import io.github.kubespraymaven.jinja.syntax.Statement.SetBlock;
import io.github.kubespraymaven.jinja.syntax.Token.Kind;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A template's statements. */
public final class Parser {
    private static final int LONGEST = 1 << 20;

    private final Tokens tokens;
    private final ExpressionParser expressions;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    /**
     * Parses a template.
     *
     * @param literalBackslashes whether a backslash in a string of an expression is just a character, as Ansible has it in variables,
     *     but not     in template files
     * @throws EvaluationException if it is no template, or uses what is not supported
     */
    public static List<Statement> parse(String template, boolean literalBackslashes) {
        if (template.length() > LONGEST) {
            throw new EvaluationException("a template of " + template.length() + " characters, the most is " + LONGEST);
        }
        Parser parser = new Parser(new Tokens(new Lexer(template, literalBackslashes).tokens()));
        List<Statement> statements = parser.body(Set.of());
        if (!parser.tokens.at(Kind.END)) {
            throw parser.tokens.expected("the end of the template");
        }
        return statements;
    }

    /**
     * Parses a bare expression, as in {@code when:}.
     *
     * @throws EvaluationException if it is none
     */
    public static Expression parseExpression(String expression) {
        List<Statement> statements = parse("{{" + expression + "}}", false);
        if (statements.size() == 1 && statements.get(0) instanceof Output output) {
            return output.expression();
        }
        throw new EvaluationException("expected one expression, got: " + expression);
    }

    /** Statements up to a block that begins with one of these names; that name is not read yet. */
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at(Kind.END)) {
            if (tokens.at(Kind.DATA)) {
                statements.add(new Data(tokens.next().text()));
            } else if (tokens.at(Kind.OUTPUT_BEGIN)) {
                tokens.next();
                Expression expression = expressions.tuple();
                tokens.expect(Kind.OUTPUT_END, "the end of the expression");
                statements.add(new Output(expression));
            } else {
                tokens.expect(Kind.BLOCK_BEGIN, "a statement");
                if (tokens.at(Kind.NAME) && ends.contains(tokens.current().text())) {
                    break;
                }
                statements.add(statement());
            }
        }
        tokens.leave();
        return List.copyOf(statements);
    }

    private Statement statement() {
        String name = tokens.expect(Kind.NAME, "a statement's name").text();
        return switch (name) {
            case "if" -> branches();
            case "for" -> loop();
            case "set" -> set();
            default -> throw tokens.error("the statement '" + name + "' is not known here; if, for, set and raw are");
        };
    }

    private void endOfBlock() {
        tokens.expect(Kind.BLOCK_END, "the end of the statement");
    }

    private void close(String name) {
        if (!tokens.skipName(name)) {
            throw tokens.expected("{% " + name + " %}");
        }
        endOfBlock();
    }

    private Statement branches() {
        List<Branch> branches = new ArrayList<>();
        Set<String> ends = Set.of("elif", "else", "endif");
        do {
            Expression condition = expressions.tuple();
            endOfBlock();
            branches.add(new Branch(condition, body(ends)));
        } while (tokens.skipName("elif"));
        List<Statement> otherwise = List.of();
        if (tokens.skipName("else")) {
            endOfBlock();
            otherwise = body(Set.of("endif"));
        }
        close("endif");
        return new If(List.copyOf(branches), otherwise);
    }

    private Statement loop() {
        List<String> targets = targets();
        if (!tokens.skipName("in")) {
            throw tokens.expected("'in'");
        }
        Expression iterable = expressions.withoutCondition();
        Optional<Expression> condition =
                tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        if (tokens.atName("recursive")) {
            throw tokens.error("recursive loops are not supported");
        }
        endOfBlock();
        List<Statement> body = body(Set.of("else", "endfor"));
        List<Statement> otherwise = List.of();
        if (tokens.skipName("else")) {
            endOfBlock();
            otherwise = body(Set.of("endfor"));
        }
        close("endfor");
        return new For(targets, iterable, condition, body, otherwise);
    }

    private List<String> targets() {
        boolean parenthesis = tokens.skipOperator("(");
        List<String> targets = new ArrayList<>();
        do {
            targets.add(tokens.expect(Kind.NAME, "the name of a variable").text());
        } while (tokens.skipOperator(","));
        if (parenthesis) {
            tokens.expectOperator(")");
        }
        return List.copyOf(targets);
    }

    private Statement set() {
        List<String> targets = targets();
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tuple();
            endOfBlock();
            return new Statement.Set(targets, value);
        }
        endOfBlock();
        List<Statement> body = body(Set.of("endset"));
        close("endset");
        if (targets.size() != 1) {
            throw tokens.error("{% set %} with a body sets one variable, not " + targets.size());
        }
        return new SetBlock(targets.get(0), body);
    }
}
