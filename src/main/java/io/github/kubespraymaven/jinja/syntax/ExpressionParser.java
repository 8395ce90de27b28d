package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.syntax.Expression.And;
import io.github.kubespraymaven.jinja.syntax.Expression.Binary;
import io.github.kubespraymaven.jinja.syntax.Expression.Comparand;
import io.github.kubespraymaven.jinja.syntax.Expression.Compare;
import io.github.kubespraymaven.jinja.syntax.Expression.Conditional;
import io.github.kubespraymaven.jinja.syntax.Expression.Not;
import io.github.kubespraymaven.jinja.syntax.Expression.Or;
import io.github.kubespraymaven.jinja.syntax.Expression.Sequence;
import io.github.kubespraymaven.jinja.syntax.Expression.Signed;
import io.github.kubespraymaven.jinja.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions from the loosest operator down to the tightest, in Jinja's order: a filter binds tighter than arithmetic. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final Primaries primaries;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.primaries = new Primaries(tokens, this);
    }

    /** An expression, or several separated by commas, which make a tuple. */
    Expression tuple() {
        Expression first = expression();
        if (!tokens.atOperator(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && !atEnd()) {
            elements.add(expression());
        }
        return new Sequence(List.copyOf(elements), true);
    }

    private boolean atEnd() {
        return tokens.at(Kind.OUTPUT_END) || tokens.at(Kind.BLOCK_END) || tokens.atOperator(")");
    }

    Expression expression() {
        tokens.enter();
        Expression expression = withoutCondition();
        while (tokens.skipName("if")) {
            Expression condition = withoutCondition();
            Optional<Expression> otherwise = tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
            expression = new Conditional(condition, expression, otherwise);
        }
        tokens.leave();
        return expression;
    }

    /** As it stands after {@code in} of a loop, whose own {@code if} follows. */
    Expression withoutCondition() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression negated = new Not(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Comparand> rest = new ArrayList<>();
        while (true) {
            if (tokens.at(Kind.OPERATOR)
                    && COMPARISONS.contains(tokens.current().text())) {
                rest.add(new Comparand(tokens.next().text(), sum()));
            } else if (tokens.skipName("in")) {
                rest.add(new Comparand("in", sum()));
            } else if (tokens.atName("not") && tokens.after().is(Kind.NAME, "in")) {
                tokens.next();
                tokens.next();
                rest.add(new Comparand("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Compare(first, List.copyOf(rest));
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.atOperator("+") || tokens.atOperator("-")) {
            left = new Binary(tokens.next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (tokens.skipOperator("~")) {
            left = new Binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (tokens.atOperator("*") || tokens.atOperator("/") || tokens.atOperator("//") || tokens.atOperator("%")) {
            left = new Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.skipOperator("**")) {
            left = new Binary("**", left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Expression operand;
        if (tokens.atOperator("-") || tokens.atOperator("+")) {
            tokens.enter();
            boolean negative = tokens.next().text().equals("-");
            operand = new Signed(negative, unary(false));
            tokens.leave();
        } else {
            operand = primaries.primary();
        }
        Expression whole = primaries.postfix(operand);
        return withFilters ? primaries.filters(whole) : whole;
    }
}
