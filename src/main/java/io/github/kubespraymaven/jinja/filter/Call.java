package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One use of a filter, a test, a function or a method, and its arguments bound to names.
 *
 * @param name as the template has it, for messages
 * @param input what stands left of it
 * @param positional arguments without names
 * @param named arguments with names
 * @param evaluation in which it runs
 */
public record Call(String name, Value input, List<Value> positional, Map<String, Value> named, Evaluation evaluation) {

    /**
     * Binds the arguments to parameters, as Python would.
     *
     * @throws EvaluationException if there are too many arguments, or one that is not among the parameters, or one twice
     */
    public Call takes(String... parameters) {
        if (positional.size() > parameters.length) {
            throw new EvaluationException(
                    name + " takes " + (parameters.length == 0 ? "no" : "at most " + parameters.length)
                            + " arguments, got " + positional.size());
        }
        Map<String, Value> bound = new HashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            bound.put(parameters[i], positional.get(i));
        }
        named.forEach((key, value) -> {
            if (!List.of(parameters).contains(key)) {
                throw new EvaluationException(name + " has no argument named '" + key + "'"
                        + (parameters.length == 0 ? "" : "; it has " + String.join(", ", parameters)));
            }
            if (bound.put(key, value) != null) {
                throw new EvaluationException(name + " got the argument '" + key + "' twice");
            }
        });
        return new Call(name, input, List.of(), bound, evaluation);
    }

    /** An argument, once bound; an explicit None counts as absent. */
    public Optional<Value> get(String parameter) {
        return Optional.ofNullable(named.get(parameter)).filter(value -> value != None.NONE);
    }

    /**
     * An argument that must be given.
     *
     * @throws EvaluationException if it is missing
     */
    public Value required(String parameter) {
        return Optional.ofNullable(named.get(parameter))
                .orElseThrow(() -> new EvaluationException(name + " needs the argument '" + parameter + "'"));
    }

    public String text(String parameter, String otherwise) {
        return get(parameter).map(Call::textOf).orElse(otherwise);
    }

    public String requiredText(String parameter) {
        return textOf(required(parameter));
    }

    public boolean flag(String parameter, boolean otherwise) {
        return get(parameter).map(Value::truthy).orElse(otherwise);
    }

    /**
     * A whole number.
     *
     * @throws EvaluationException if it is none or beyond an int
     */
    public int integer(String parameter, int otherwise) {
        return get(parameter).map(this::toInt).orElse(otherwise);
    }

    private int toInt(Value value) {
        BigInteger number = ValueComparison.toInteger(value);
        if (number.bitLength() > 31) {
            throw new EvaluationException(name + ": " + number + " is too large");
        }
        return number.intValue();
    }

    /** The input as a string, whatever it is. */
    public String inputText() {
        return textOf(input);
    }

    private static String textOf(Value value) {
        return value instanceof Text text ? text.value() : value.text();
    }

    /**
     * What a loop over the input gives.
     *
     * @throws EvaluationException if it cannot be looped over
     */
    public List<Value> inputElements() {
        evaluation.charge(input.weight() >> 3);
        return elements(input);
    }

    /**
     * What a loop over a value gives: elements, keys, characters.
     *
     * @throws EvaluationException if there are none by its type
     */
    public static List<Value> elements(Value value) {
        if (value instanceof Items items) {
            return items.elements();
        }
        if (value instanceof Dict dict) {
            return List.copyOf(dict.keys());
        }
        if (value instanceof Text text) {
            List<Value> characters = new ArrayList<>(text.value().length());
            text.value().codePoints().forEach(c -> characters.add(new Text(Character.toString(c))));
            return characters;
        }
        if (value instanceof Undefined undefined) {
            if (undefined.isStrict()) {
                throw undefined.used();
            }
            return List.of();
        }
        throw new EvaluationException("'" + value.type() + "' object is not iterable");
    }

    /** An error of this call. */
    public EvaluationException wrong(String what) {
        return new EvaluationException(name + ": " + what);
    }
}
