package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters that apply other filters and tests to each element. */
final class Selections {
    private Selections() {}

    static Optional<Value> apply(String name, Call call) {
        return Optional.of(Items.list(
                switch (name) {
                    case "map" -> map(call);
                    case "select" -> select(call, true, 0);
                    case "reject" -> select(call, false, 0);
                    case "selectattr" -> select(call, true, 1);
                    default -> select(call, false, 1);
                }));
    }

    private static List<Value> map(Call call) {
        List<Value> mapped = new ArrayList<>();
        Map<String, Value> named = new HashMap<>(call.named());
        Value path = named.remove("attribute");
        if (path != null) {
            Optional<Value> otherwise = Optional.ofNullable(named.remove("default"));
            for (Value element : call.inputElements()) {
                Value found = ListFilters.attribute(call, element, path.text());
                mapped.add(found instanceof Undefined ? otherwise.orElse(found) : found);
            }
            return mapped;
        }
        String filter = argument(call, 0, "the name of a filter").text();
        List<Value> arguments = call.positional().subList(1, call.positional().size());
        for (Value element : call.inputElements()) {
            call.evaluation().charge(1);
            mapped.add(Filters.apply(new Call(filter, element, arguments, named, call.evaluation())));
        }
        return mapped;
    }

    /**
     * @param before how many arguments come before the test's name: the attribute, or none
     */
    private static List<Value> select(Call call, boolean wanted, int before) {
        Optional<String> path =
                before == 1 ? Optional.of(argument(call, 0, "an attribute").text()) : Optional.empty();
        boolean truth = call.positional().size() == before;
        String test =
                truth ? "truth" : argument(call, before, "the name of a test").text();
        List<Value> arguments = truth
                ? List.of()
                : call.positional().subList(before + 1, call.positional().size());
        List<Value> selected = new ArrayList<>();
        for (Value element : call.inputElements()) {
            Value tested =
                    path.map(name -> ListFilters.attribute(call, element, name)).orElse(element);
            call.evaluation().charge(1);
            boolean holds = truth
                    ? tested.truthy()
                    : Tests.holds(new Call(test, tested, arguments, call.named(), call.evaluation()));
            if (holds == wanted) {
                selected.add(element);
            }
        }
        return selected;
    }

    private static Value argument(Call call, int index, String described) {
        if (call.positional().size() <= index) {
            throw new EvaluationException(call.name() + " needs " + described);
        }
        return call.positional().get(index);
    }
}
