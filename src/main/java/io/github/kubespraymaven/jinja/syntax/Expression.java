package io.github.kubespraymaven.jinja.syntax;

import io.github.kubespraymaven.jinja.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression as a tree. */
public sealed interface Expression {
    /** Does what the visitor says for this kind of expression. */
    <R> R accept(Visitor<R> visitor);

    /** A literal. */
    record Constant(Value value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** A variable or a global function. */
    record Name(String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /** {@code object.name}. */
    record Attribute(Expression object, String name) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attribute(this);
        }
    }

    /** {@code object[key]}. */
    record Item(Expression object, Expression key) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.item(this);
        }
    }

    /** {@code object[start:stop:step]}. */
    record Slice(Expression object, Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.slice(this);
        }
    }

    /** {@code function(…)}: of a global function or a method. */
    record Call(Expression function, Arguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code input | name(…)}. */
    record Filter(Expression input, String name, Arguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filter(this);
        }
    }

    /** {@code input is name(…)}; its negation is a {@link Not}. */
    record Test(Expression input, String name, Arguments arguments) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.test(this);
        }
    }

    /** {@code + - * / // % **}, and {@code ~}, which joins texts. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** {@code -operand} or {@code +operand}. */
    record Signed(boolean negative, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signed(this);
        }
    }

    /** {@code first op a op b …}: each pair must hold. */
    record Compare(Expression first, List<Comparand> rest) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    /**
     * One operator and what stands right of it.
     *
     * @param operator a comparison, {@code in} or {@code not in}
     */
    record Comparand(String operator, Expression operand) {}

    /** {@code left and right}: the first that is false, else the last. */
    record And(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** {@code left or right}: the first that is true, else the last. */
    record Or(Expression left, Expression right) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** {@code not operand}. */
    record Not(Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** {@code then if condition else otherwise}. */
    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditional(this);
        }
    }

    /** {@code [a, b]} or {@code (a, b)}. */
    record Sequence(List<Expression> elements, boolean tuple) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sequence(this);
        }
    }

    /** {@code {key: value}}. */
    record Mapping(List<Map.Entry<Expression, Expression>> entries) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mapping(this);
        }
    }

    /**
     * What a filter, a test or a function is called with.
     *
     * @param named in the order in which they were given
     */
    record Arguments(List<Expression> positional, List<Map.Entry<String, Expression>> named) {
        public static final Arguments NONE = new Arguments(List.of(), List.of());
    }

    /** One function for each kind of expression. */
    interface Visitor<R> {
        R constant(Constant constant);

        R name(Name name);

        R attribute(Attribute attribute);

        R item(Item item);

        R slice(Slice slice);

        R call(Call call);

        R filter(Filter filter);

        R test(Test test);

        R binary(Binary binary);

        R signed(Signed signed);

        R compare(Compare compare);

        R and(And and);

        R or(Or or);

        R not(Not not);

        R conditional(Conditional conditional);

        R sequence(Sequence sequence);

        R mapping(Mapping mapping);
    }
}
