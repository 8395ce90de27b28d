package io.github.kubespraymaven.jinja.syntax;

import java.util.List;
import java.util.Optional;

/** A part of a template, in the order in which they are run. */
public sealed interface Statement {
    /** Does what the visitor says for this kind of statement. */
    void accept(Visitor visitor);

    /** Text between the marks. */
    record Data(String text) implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.data(this);
        }
    }

    /** {@code {{ expression }}}. */
    record Output(Expression expression) implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.output(this);
        }
    }

    /** {@code if … elif … else}: the body of the first branch that holds, else {@code otherwise}. */
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.branches(this);
        }
    }

    /** A condition and what is done when it holds. */
    record Branch(Expression condition, List<Statement> body) {}

    /**
     * {@code for targets in iterable if condition}.
     *
     * @param otherwise what is done when there was nothing
     */
    record For(
            List<String> targets,
            Expression iterable,
            Optional<Expression> condition,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.loop(this);
        }
    }

    /** {@code set targets = value}. */
    record Set(List<String> targets, Expression value) implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.set(this);
        }
    }

    /** {@code set target} … {@code endset}: the text of the body. */
    record SetBlock(String target, List<Statement> body) implements Statement {
        @Override
        public void accept(Visitor visitor) {
            visitor.setBlock(this);
        }
    }

    /** One action for each kind of statement. */
    interface Visitor {
        void data(Data data);

        void output(Output output);

        void branches(If branches);

        void loop(For loop);

        void set(Set set);

        void setBlock(SetBlock set);
    }
}
