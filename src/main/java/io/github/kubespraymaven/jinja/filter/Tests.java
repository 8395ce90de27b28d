package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** All tests by name. */
public final class Tests {
    private static final List<String> NAMES = List.of(
            "defined",
            "undefined",
            "none",
            "boolean",
            "true",
            "false",
            "integer",
            "float",
            "number",
            "string",
            "mapping",
            "sequence",
            "iterable",
            "odd",
            "even",
            "divisibleby",
            "eq",
            "equalto",
            "ne",
            "lt",
            "lessthan",
            "le",
            "gt",
            "greaterthan",
            "ge",
            "in",
            "contains",
            "sameas",
            "lower",
            "upper",
            "truthy",
            "falsy",
            "match",
            "search",
            "regex",
            "version",
            "version_compare",
            "subset",
            "issubset",
            "superset",
            "issuperset",
            "any",
            "all");

    private Tests() {}

    /**
     * Whether a test holds.
     *
     * @throws EvaluationException if there is no such test, or it cannot be asked of this value
     */
    public static boolean holds(Call call) {
        Value input = call.input();
        String name = FilterNames.plain(call.name());
        if (name.equals("defined") || name.equals("undefined")) {
            call.takes();
            return name.equals("undefined") == (input instanceof Undefined);
        }
        if (input instanceof Undefined undefined
                && undefined.isStrict()
                && !name.equals("truthy")
                && !name.equals("falsy")) {
            throw undefined.used();
        }
        return switch (name) {
            case "none" -> input == None.NONE;
            case "boolean" -> input instanceof Bool;
            case "true" -> input.equals(Bool.TRUE);
            case "false" -> input.equals(Bool.FALSE);
            case "integer" -> input instanceof Int;
            case "float" -> input instanceof Real;
            case "number" -> ValueComparison.isNumber(input);
            case "string" -> input instanceof Text;
            case "mapping" -> input instanceof Dict;
            case "sequence", "iterable" -> input instanceof Items || input instanceof Dict || input instanceof Text;
            case "odd" -> ValueComparison.toInteger(input).testBit(0);
            case "even" -> !ValueComparison.toInteger(input).testBit(0);
            case "divisibleby" -> divisible(call.takes("num"));
            case "eq", "equalto", "==" -> ValueComparison.equal(input, other(call));
            case "ne", "!=" -> !ValueComparison.equal(input, other(call));
            case "lt", "lessthan", "<" -> ValueComparison.compare(input, other(call), "<") < 0;
            case "le", "<=" -> ValueComparison.compare(input, other(call), "<=") <= 0;
            case "gt", "greaterthan", ">" -> ValueComparison.compare(input, other(call), ">") > 0;
            case "ge", ">=" -> ValueComparison.compare(input, other(call), ">=") >= 0;
            case "in" -> ValueComparison.contains(other(call), input);
            case "contains" -> ValueComparison.contains(input, other(call));
            case "sameas" -> same(input, other(call));
            case "lower" -> cased(input.text(), input.text().toLowerCase(Locale.ROOT));
            case "upper" -> cased(input.text(), input.text().toUpperCase(Locale.ROOT));
            case "truthy" -> truthy(call);
            case "falsy" -> !truthy(call);
            case "match", "search", "regex" -> matches(
                    name, call.takes("pattern", "ignorecase", "multiline", "match_type"));
            case "version", "version_compare" -> Versions.compare(
                    call.takes("version", "operator", "strict", "version_type"));
            case "subset", "issubset" -> containsAll(call, other(call), input);
            case "superset", "issuperset" -> containsAll(call, input, other(call));
            case "any" -> call.takes().inputElements().stream().anyMatch(Value::truthy);
            case "all" -> call.takes().inputElements().stream().allMatch(Value::truthy);
            default -> throw new EvaluationException(
                    "no test named '" + name + "'" + FilterNames.suggestion(name, NAMES));
        };
    }

    private static Value other(Call call) {
        return call.takes("other").required("other");
    }

    private static boolean divisible(Call call) {
        BigInteger by = ValueComparison.toInteger(call.required("num"));
        if (by.signum() == 0) {
            throw call.wrong("division by zero");
        }
        return ValueComparison.toInteger(call.input()).mod(by.abs()).signum() == 0;
    }

    /** Python's {@code is}, which only singletons answer reliably. */
    private static boolean same(Value left, Value right) {
        return left == right || (left instanceof Bool && left.equals(right));
    }

    private static boolean cased(String text, String converted) {
        return text.equals(converted) && text.chars().anyMatch(Character::isLetter);
    }

    private static boolean truthy(Call given) {
        Call call = given.takes("convert_bool");
        Value input = call.input();
        if (call.flag("convert_bool", false)) {
            return Filters.apply(new Call("bool", input, List.of(), java.util.Map.of(), call.evaluation()))
                    .truthy();
        }
        return input.truthy();
    }

    private static boolean matches(String name, Call call) {
        String method = name.equals("regex") ? call.text("match_type", "search") : name;
        return Regexes.matches(call, call.text("pattern", ""), method);
    }

    private static boolean containsAll(Call call, Value container, Value elements) {
        List<Value> there = Call.elements(container);
        List<Value> wanted = Call.elements(elements);
        call.evaluation().charge((long) there.size() * wanted.size());
        return wanted.stream().allMatch(x -> there.stream().anyMatch(y -> ValueComparison.equal(x, y)));
    }
}
