package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All filters by name. */
public final class Filters {
    /** In the order of the families below; for suggestions. */
    private static final List<String> GENERAL =
            List.of("d", "default", "mandatory", "ternary", "type_debug", "bool", "string", "list", "safe");

    private Filters() {}

    /**
     * Applies a filter.
     *
     * @throws EvaluationException if there is no such filter, or it cannot do this
     */
    public static Value apply(Call call) {
        String name = FilterNames.plain(call.name());
        Optional<Value> value = general(name, call)
                .or(() -> TextFilters.apply(name, call))
                .or(() -> ListFilters.apply(name, call))
                .or(() -> NumberFilters.apply(name, call))
                .or(() -> DictFilters.apply(name, call))
                .or(() -> CodingFilters.apply(name, call))
                .or(() -> AddressFilters.apply(name, call));
        return value.orElseThrow(() -> unknown(name));
    }

    private static Optional<Value> general(String name, Call call) {
        return switch (name) {
            case "d", "default" -> Optional.of(orDefault(call.takes("default_value", "boolean")));
            case "mandatory" -> Optional.of(mandatory(call.takes("msg")));
            case "ternary" -> Optional.of(ternary(call.takes("true_val", "false_val", "none_val")));
            case "type_debug" -> Optional.of(new Text(call.input().type()));
            case "bool" -> Optional.of(bool(call.takes().input()));
            case "string" -> Optional.of(new Text(call.takes().inputText()));
            case "safe" -> Optional.of(call.takes().input());
            default -> Optional.empty();
        };
    }

    private static Value orDefault(Call call) {
        boolean missing = call.input() instanceof Undefined
                || (call.flag("boolean", false) && !call.input().truthy());
        return missing ? Optional.ofNullable(call.named().get("default_value")).orElse(Text.EMPTY) : call.input();
    }

    private static Value mandatory(Call call) {
        if (call.input() instanceof Undefined undefined) {
            throw new EvaluationException(call.text("msg", "mandatory variable not defined: " + undefined.what()));
        }
        return call.input();
    }

    private static Value ternary(Call call) {
        if (call.input() == None.NONE && call.get("none_val").isPresent()) {
            return call.required("none_val");
        }
        return call.required(call.input().truthy() ? "true_val" : "false_val");
    }

    /** Ansible's {@code bool}: the words and numbers that mean yes; everything else is no. */
    private static Value bool(Value input) {
        if (input == None.NONE || input instanceof Bool) {
            return input;
        }
        return Bool.of(
                switch (input.text().strip().toLowerCase(java.util.Locale.ROOT)) {
                    case "yes", "on", "1", "true", "1.0" -> true;
                    default -> false;
                });
    }

    private static EvaluationException unknown(String name) {
        String refused =
                switch (name) {
                    case "password_hash",
                            "vault",
                            "unvault" -> "handles secrets, which have no place in a list of downloads";
                    case "random",
                            "shuffle",
                            "random_mac" -> "gives another value each time, which a list of downloads must not";
                    case "expanduser", "expandvars", "realpath", "fileglob" -> "reads the machine it runs on";
                    default -> "";
                };
        if (!refused.isEmpty()) {
            return new EvaluationException("the filter '" + name + "' is refused: it " + refused
                    + "; set the variable to its value with extraVars");
        }
        return new EvaluationException("no filter named '" + name + "'"
                + FilterNames.suggestion(
                        name,
                        Stream.of(
                                        GENERAL,
                                        TextFilters.NAMES,
                                        ListFilters.NAMES,
                                        NumberFilters.NAMES,
                                        DictFilters.NAMES,
                                        CodingFilters.NAMES,
                                        AddressFilters.NAMES)
                                .flatMap(List::stream)
                                .toList()));
    }
}
