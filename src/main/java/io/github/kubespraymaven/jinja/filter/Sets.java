package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists as sets: each element once, in the order of their first occurrence. */
final class Sets {
    private Sets() {}

    static Optional<Value> apply(String name, Call given) {
        Call call = name.equals("unique") ? given.takes("case_sensitive", "attribute") : given.takes("b");
        List<Value> left = call.inputElements();
        List<Value> right = name.equals("unique") ? List.of() : Call.elements(call.required("b"));
        // Each element may be compared with each.
        long size = left.size() + (long) right.size();
        call.evaluation().charge(size * size / 4);
        List<Value> found =
                switch (name) {
                    case "union" -> unique(concat(left, right));
                    case "intersect" -> unique(
                            left.stream().filter(x -> in(right, x)).toList());
                    case "difference" -> unique(
                            left.stream().filter(x -> !in(right, x)).toList());
                    case "symmetric_difference" -> unique(concat(
                            left.stream().filter(x -> !in(right, x)).toList(),
                            right.stream().filter(x -> !in(left, x)).toList()));
                    default -> uniqueBy(call, left);
                };
        return Optional.of(Items.list(found));
    }

    private static List<Value> concat(List<Value> left, List<Value> right) {
        List<Value> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private static boolean in(List<Value> elements, Value element) {
        return elements.stream().anyMatch(other -> ValueComparison.equal(other, element));
    }

    private static List<Value> unique(List<Value> elements) {
        List<Value> unique = new ArrayList<>();
        for (Value element : elements) {
            if (!in(unique, element)) {
                unique.add(element);
            }
        }
        return unique;
    }

    /** Ansible's {@code unique} heeds case unless told otherwise, other than Jinja's. */
    private static List<Value> uniqueBy(Call call, List<Value> elements) {
        boolean byKey = call.get("attribute").isPresent() || !call.flag("case_sensitive", true);
        if (!byKey) {
            return unique(elements);
        }
        List<Value> keys = new ArrayList<>();
        List<Value> unique = new ArrayList<>();
        for (Value element : elements) {
            Value key = ListFilters.key(call, element);
            if (!in(keys, key)) {
                keys.add(key);
                unique.add(element);
            }
        }
        return unique;
    }
}
