package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.text.StringLiteral;
import java.util.List;
import java.util.stream.Collectors;

/** A marker as a tree. {@code and} binds closer than {@code or}; parentheses that change nothing are not kept. */
public sealed interface MarkerExpression {
    /** {@code left operator right}. */
    record Comparison(Operand left, MarkerOperator operator, Operand right) implements MarkerExpression {
        @Override
        public String toString() {
            return left + " " + operator + " " + right;
        }
    }

    /** Two or more terms with {@code and} between them. */
    record Conjunction(List<MarkerExpression> terms) implements MarkerExpression {
        public Conjunction {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return terms.stream().map(Object::toString).collect(Collectors.joining(" and "));
        }
    }

    /** Two or more terms with {@code or} between them. */
    record Disjunction(List<MarkerExpression> terms) implements MarkerExpression {
        public Disjunction {
            terms = List.copyOf(terms);
        }

        @Override
        public String toString() {
            return terms.stream().map(Object::toString).collect(Collectors.joining(" or "));
        }
    }

    /** Terms in parentheses within others. */
    record Parenthesis(MarkerExpression inner) implements MarkerExpression {
        @Override
        public String toString() {
            return "(" + inner + ")";
        }
    }

    /** One side of a comparison. */
    sealed interface Operand {}

    /** Something about the environment. */
    record Variable(MarkerVariable variable) implements Operand {
        @Override
        public String toString() {
            return variable.text();
        }
    }

    /** A text in quotes, here without them. */
    record Literal(String value) implements Operand {
        @Override
        public String toString() {
            return StringLiteral.of(value);
        }
    }
}
