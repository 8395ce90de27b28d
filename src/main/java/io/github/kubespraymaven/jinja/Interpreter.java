package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.filter.Arithmetic;
import io.github.kubespraymaven.jinja.filter.Call;
import io.github.kubespraymaven.jinja.filter.Filters;
import io.github.kubespraymaven.jinja.filter.Tests;
import io.github.kubespraymaven.jinja.syntax.Expression;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates the expressions of one template. */
final class Interpreter implements Expression.Visitor<Value> {
    private final Evaluator evaluator;
    private final Scope scope;

    Interpreter(Evaluator evaluator, Scope scope) {
        this.evaluator = evaluator;
        this.scope = scope;
    }

    Value evaluate(Expression expression) {
        evaluator.enter();
        Value value = expression.accept(this);
        evaluator.leave();
        return value;
    }

    boolean holds(Expression condition) {
        return evaluate(condition).truthy();
    }

    @Override
    public Value constant(Expression.Constant constant) {
        return constant.value();
    }

    @Override
    public Value name(Expression.Name name) {
        return scope.find(name.name()).orElseGet(() -> evaluator.lookUp(name.name()));
    }

    @Override
    public Value attribute(Expression.Attribute attribute) {
        return Attributes.attribute(evaluate(attribute.object()), attribute.name());
    }

    @Override
    public Value item(Expression.Item item) {
        return Attributes.item(evaluate(item.object()), evaluate(item.key()));
    }

    @Override
    public Value slice(Expression.Slice slice) {
        return Attributes.slice(
                evaluate(slice.object()), bound(slice.start()), bound(slice.stop()), bound(slice.step()));
    }

    private Value bound(Optional<Expression> expression) {
        return expression.map(this::evaluate).orElse(None.NONE);
    }

    @Override
    public Value call(Expression.Call call) {
        if (call.function() instanceof Expression.Attribute method) {
            return Methods.call(bind(method.name(), evaluate(method.object()), call.arguments()));
        }
        if (call.function() instanceof Expression.Name function) {
            return evaluator.functions().call(bind(function.name(), None.NONE, call.arguments()));
        }
        throw new EvaluationException("'" + evaluate(call.function()).type() + "' object is not callable");
    }

    private Call bind(String name, Value input, Expression.Arguments arguments) {
        List<Value> positional = new ArrayList<>();
        arguments.positional().forEach(argument -> positional.add(evaluate(argument)));
        Map<String, Value> named = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> argument : arguments.named()) {
            if (named.put(argument.getKey(), evaluate(argument.getValue())) != null) {
                throw new EvaluationException(name + " got the argument '" + argument.getKey() + "' twice");
            }
        }
        return new Call(name, input, positional, named, evaluator);
    }

    @Override
    public Value filter(Expression.Filter filter) {
        Value result = Filters.apply(bind(filter.name(), evaluate(filter.input()), filter.arguments()));
        evaluator.charge(result.weight() >> 4);
        return result;
    }

    @Override
    public Value test(Expression.Test test) {
        return Bool.of(Tests.holds(bind(test.name(), evaluate(test.input()), test.arguments())));
    }

    @Override
    public Value binary(Expression.Binary binary) {
        Value result =
                Arithmetic.apply(binary.operator(), joinable(binary, binary.left()), joinable(binary, binary.right()));
        evaluator.charge(result.weight() >> 4);
        return result;
    }

    private Value joinable(Expression.Binary binary, Expression operand) {
        Value value = evaluate(operand);
        if (value instanceof Undefined undefined
                && undefined.isStrict()
                && binary.operator().equals("~")) {
            throw undefined.used();
        }
        return value;
    }

    @Override
    public Value signed(Expression.Signed signed) {
        Value operand = evaluate(signed.operand());
        Value negated = Arithmetic.negate(operand);
        return signed.negative() ? negated : Arithmetic.negate(negated);
    }

    @Override
    public Value compare(Expression.Compare compare) {
        Value left = evaluate(compare.first());
        for (Expression.Comparand comparand : compare.rest()) {
            Value right = evaluate(comparand.operand());
            evaluator.charge((left.weight() + right.weight()) >> 4);
            if (!compares(comparand.operator(), left, right)) {
                return Bool.FALSE;
            }
            left = right;
        }
        return Bool.TRUE;
    }

    private static boolean compares(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> ValueComparison.equal(left, right);
            case "!=" -> !ValueComparison.equal(left, right);
            case "in" -> ValueComparison.contains(right, left);
            case "not in" -> !ValueComparison.contains(right, left);
            case "<" -> ValueComparison.compare(left, right, "<") < 0;
            case "<=" -> ValueComparison.compare(left, right, "<=") <= 0;
            case ">" -> ValueComparison.compare(left, right, ">") > 0;
            case ">=" -> ValueComparison.compare(left, right, ">=") >= 0;
            default -> throw new EvaluationException("unknown operator " + operator);
        };
    }

    @Override
    public Value and(Expression.And and) {
        Value left = evaluate(and.left());
        return left.truthy() ? evaluate(and.right()) : left;
    }

    @Override
    public Value or(Expression.Or or) {
        Value left = evaluate(or.left());
        return left.truthy() ? left : evaluate(or.right());
    }

    @Override
    public Value not(Expression.Not not) {
        return Bool.of(!holds(not.operand()));
    }

    @Override
    public Value conditional(Expression.Conditional conditional) {
        if (holds(conditional.condition())) {
            return evaluate(conditional.then());
        }
        return conditional.otherwise().map(this::evaluate).orElseGet(Undefined::lenient);
    }

    @Override
    public Value sequence(Expression.Sequence sequence) {
        List<Value> elements = new ArrayList<>();
        sequence.elements().forEach(element -> elements.add(evaluate(element)));
        return sequence.tuple() ? Items.tuple(elements) : Items.list(elements);
    }

    @Override
    public Value mapping(Expression.Mapping mapping) {
        Dict.Builder dict = new Dict.Builder();
        mapping.entries().forEach(entry -> dict.put(evaluate(entry.getKey()), evaluate(entry.getValue())));
        return dict.build();
    }
}
