package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Filters over sequences. */
final class ListFilters {
    static final List<String> NAMES = List.of(
            "first",
            "last",
            "length",
            "count",
            "list",
            "sort",
            "unique",
            "union",
            "intersect",
            "difference",
            "symmetric_difference",
            "flatten",
            "min",
            "max",
            "sum",
            "reverse",
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "batch",
            "zip",
            "product",
            "groupby",
            "extract");

    private ListFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "first" -> Optional.of(end(call.takes().inputElements(), true));
            case "last" -> Optional.of(end(call.takes().inputElements(), false));
            case "length", "count" -> Optional.of(length(call.takes().input()));
            case "list" -> list(call.takes().inputElements());
            case "sort" -> sort(call.takes("reverse", "case_sensitive", "attribute"));
            case "min" -> extreme(call.takes("case_sensitive", "attribute"), false);
            case "max" -> extreme(call.takes("case_sensitive", "attribute"), true);
            case "sum" -> sum(call.takes("attribute", "start"));
            case "reverse" -> reverse(call.takes());
            case "unique", "union", "intersect", "difference", "symmetric_difference" -> Sets.apply(name, call);
            case "flatten" -> flatten(call.takes("levels", "skip_nulls"));
            case "batch" -> batch(call.takes("linecount", "fill_with"));
            case "zip" -> zip(call);
            case "product" -> product(call);
            case "groupby" -> groupBy(call.takes("attribute", "default"));
            case "extract" -> extract(call.takes("container", "morekeys"));
            case "map", "select", "reject", "selectattr", "rejectattr" -> Selections.apply(name, call);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> list(List<Value> elements) {
        return Optional.of(Items.list(elements));
    }

    private static Value end(List<Value> elements, boolean first) {
        if (elements.isEmpty()) {
            return Undefined.because("No " + (first ? "first" : "last") + " item, sequence was empty.");
        }
        return elements.get(first ? 0 : elements.size() - 1);
    }

    static Value length(Value value) {
        if (value instanceof Text text) {
            return Int.of(text.value().codePointCount(0, text.value().length()));
        }
        if (value instanceof Items || value instanceof Dict || value instanceof Undefined) {
            return Int.of(Call.elements(value).size());
        }
        throw new EvaluationException("object of type '" + value.type() + "' has no len()");
    }

    /** {@code a.b.0} of an element, as the argument {@code attribute} has it. */
    static Value attribute(Call call, Value element, String path) {
        Value value = element;
        for (String name : path.split("\\.", -1)) {
            value = call.evaluation().attribute(value, name);
        }
        return value;
    }

    /** What an element is compared by: its attribute, without regard to case unless asked. */
    static Value key(Call call, Value element) {
        Value key = call.get("attribute")
                .map(path -> attribute(call, element, path.text()))
                .orElse(element);
        return key instanceof Text text && !call.flag("case_sensitive", false)
                ? new Text(text.value().toLowerCase(Locale.ROOT))
                : key;
    }

    private static Optional<Value> sort(Call call) {
        List<Value> sorted = new ArrayList<>(call.inputElements());
        Comparator<Value> order = Comparator.comparing(element -> key(call, element), (left, right) -> {
            call.evaluation().charge(1);
            return ValueComparison.order().compare(left, right);
        });
        try {
            sorted.sort(call.flag("reverse", false) ? order.reversed() : order);
        } catch (IllegalArgumentException e) {
            // NaN has no place in any order.
            throw new EvaluationException("sort: the elements have no order", e);
        }
        return list(sorted);
    }

    private static Optional<Value> extreme(Call call, boolean greatest) {
        List<Value> elements = call.inputElements();
        if (elements.isEmpty()) {
            return Optional.of(Undefined.because("No aggregated item, sequence was empty."));
        }
        Value best = elements.get(0);
        for (Value element : elements.subList(1, elements.size())) {
            int order = ValueComparison.compare(key(call, element), key(call, best), greatest ? ">" : "<");
            best = (greatest ? order > 0 : order < 0) ? element : best;
        }
        return Optional.of(best);
    }

    private static Optional<Value> sum(Call call) {
        Value sum = call.get("start").orElse(Int.of(0));
        for (Value element : call.inputElements()) {
            Value term = call.get("attribute")
                    .map(path -> attribute(call, element, path.text()))
                    .orElse(element);
            sum = Arithmetic.apply("+", sum, term);
        }
        return Optional.of(sum);
    }

    private static Optional<Value> reverse(Call call) {
        if (call.input() instanceof Text text) {
            return Optional.of(
                    new Text(new StringBuilder(text.value()).reverse().toString()));
        }
        List<Value> reversed = new ArrayList<>(call.inputElements());
        Collections.reverse(reversed);
        return list(reversed);
    }

    private static Optional<Value> flatten(Call call) {
        List<Value> out = new ArrayList<>();
        flatten(call.inputElements(), call.integer("levels", Integer.MAX_VALUE), call.flag("skip_nulls", true), out);
        return list(out);
    }

    private static void flatten(List<Value> elements, int levels, boolean skipNulls, List<Value> out) {
        for (Value element : elements) {
            boolean none = element == None.NONE
                    || (element instanceof Text text && text.value().equals("None"));
            if (element instanceof Items items && levels > 0) {
                flatten(items.elements(), levels - 1, skipNulls, out);
            } else if (!none || !skipNulls) {
                out.add(element);
            }
        }
    }

    private static Optional<Value> batch(Call call) {
        int size = call.integer("linecount", 0);
        if (size < 1) {
            throw call.wrong("linecount is at least 1, got " + size);
        }
        List<Value> batches = new ArrayList<>();
        List<Value> elements = call.inputElements();
        for (int begin = 0; begin < elements.size(); begin += size) {
            List<Value> batch =
                    new ArrayList<>(elements.subList(begin, (int) Math.min(elements.size(), begin + (long) size)));
            if (call.get("fill_with").isPresent()) {
                call.evaluation().charge(size);
                while (batch.size() < size) {
                    batch.add(call.required("fill_with"));
                }
            }
            batches.add(Items.list(batch));
        }
        return list(batches);
    }

    private static Optional<Value> zip(Call call) {
        List<List<Value>> columns = new ArrayList<>(List.of(call.inputElements()));
        call.positional().forEach(other -> columns.add(Call.elements(other)));
        int rows = columns.stream().mapToInt(List::size).min().orElse(0);
        List<Value> zipped = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int at = row;
            zipped.add(
                    Items.tuple(columns.stream().map(column -> column.get(at)).toList()));
        }
        return list(zipped);
    }

    private static Optional<Value> product(Call call) {
        List<List<Value>> rows = new ArrayList<>(List.of(List.of()));
        List<List<Value>> columns = new ArrayList<>(List.of(call.inputElements()));
        call.positional().forEach(other -> columns.add(Call.elements(other)));
        for (List<Value> column : columns) {
            call.evaluation().charge((long) rows.size() * column.size() * columns.size());
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value element : column) {
                    List<Value> next = new ArrayList<>(row);
                    next.add(element);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return list(rows.stream().<Value>map(Items::tuple).toList());
    }

    private static Optional<Value> groupBy(Call call) {
        String path = call.requiredText("attribute");
        List<Value> keys = new ArrayList<>();
        List<List<Value>> groups = new ArrayList<>();
        for (Value element : call.inputElements()) {
            Value found = attribute(call, element, path);
            Value key = found instanceof Undefined ? call.get("default").orElse(found) : found;
            call.evaluation().charge(keys.size());
            int at = 0;
            while (at < keys.size() && !ValueComparison.equal(keys.get(at), key)) {
                at++;
            }
            if (at == keys.size()) {
                keys.add(key);
                groups.add(new ArrayList<>());
            }
            groups.get(at).add(element);
        }
        List<Value> pairs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.add(Items.tuple(keys.get(i), Items.list(groups.get(i))));
        }
        pairs.sort((a, b) -> ValueComparison.order()
                .compare(((Items) a).elements().get(0), ((Items) b).elements().get(0)));
        return list(pairs);
    }

    private static Optional<Value> extract(Call call) {
        Value value = item(call, call.required("container"), call.input());
        Value more = call.get("morekeys").orElse(Items.EMPTY);
        for (Value key : more instanceof Items keys ? keys.elements() : List.of(more)) {
            value = item(call, value, key);
        }
        return Optional.of(value);
    }

    private static Value item(Call call, Value container, Value key) {
        if (container instanceof Dict dict) {
            return dict.get(key).orElseGet(() -> Undefined.because("extract: no key " + key.text()));
        }
        return call.evaluation().attribute(container, key.text());
    }
}
