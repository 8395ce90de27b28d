package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters over dictionaries. */
final class DictFilters {
    static final List<String> NAMES = List.of("dict2items", "items2dict", "combine", "dictsort", "items");

    private DictFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "dict2items" -> Optional.of(toItems(call.takes("key_name", "value_name")));
            case "items2dict" -> Optional.of(toDict(call.takes("key_name", "value_name")));
            case "combine" -> Optional.of(combine(call));
            case "dictsort" -> Optional.of(sorted(call.takes("case_sensitive", "by", "reverse")));
            case "items" -> Optional.of(pairs(dict(call.takes(), call.input())));
            default -> Optional.empty();
        };
    }

    private static Dict dict(Call call, Value value) {
        if (value instanceof Dict dict) {
            call.evaluation().charge(dict.size());
            return dict;
        }
        if (value instanceof Undefined undefined) {
            throw undefined.used();
        }
        throw new EvaluationException(call.name() + " requires a dictionary, got " + value.type());
    }

    static Items pairs(Dict dict) {
        List<Value> pairs = new ArrayList<>();
        dict.entries().forEach(entry -> pairs.add(Items.tuple(entry.getKey(), entry.getValue())));
        return Items.list(pairs);
    }

    private static Value toItems(Call call) {
        String keyName = call.text("key_name", "key");
        String valueName = call.text("value_name", "value");
        List<Value> items = new ArrayList<>();
        for (Map.Entry<Value, Value> entry : dict(call, call.input()).entries()) {
            items.add(new Dict.Builder()
                    .put(keyName, entry.getKey())
                    .put(valueName, entry.getValue())
                    .build());
        }
        return Items.list(items);
    }

    private static Value toDict(Call call) {
        Dict.Builder out = new Dict.Builder();
        for (Value item : call.inputElements()) {
            Dict pair = dict(call, item);
            out.put(part(call, pair, call.text("key_name", "key")), part(call, pair, call.text("value_name", "value")));
        }
        return out.build();
    }

    private static Value part(Call call, Dict pair, String name) {
        return pair.get(name).orElseThrow(() -> call.wrong("an item has no '" + name + "': " + pair.text()));
    }

    private static Value combine(Call call) {
        List<Value> terms = new ArrayList<>();
        terms.add(call.input());
        terms.addAll(call.positional());
        Call options = new Call(call.name(), call.input(), List.of(), call.named(), call.evaluation())
                .takes("recursive", "list_merge");
        String listMerge = options.text("list_merge", "replace");
        boolean recursive = options.flag("recursive", false);
        Dict combined = Dict.EMPTY;
        for (Value term : flat(terms)) {
            combined = merge(call, combined, dict(call, term), recursive, listMerge);
        }
        return combined;
    }

    private static List<Value> flat(List<Value> terms) {
        List<Value> flat = new ArrayList<>();
        for (Value term : terms) {
            if (term instanceof Items items) {
                flat.addAll(flat(items.elements()));
            } else {
                flat.add(term);
            }
        }
        return flat;
    }

    private static Dict merge(Call call, Dict below, Dict above, boolean recursive, String listMerge) {
        call.evaluation().charge(below.size() + (long) above.size());
        Dict.Builder merged = below.toBuilder();
        above.entries().forEach(entry -> {
            Optional<Value> old = below.get(entry.getKey());
            Value value = entry.getValue();
            if (recursive && old.isPresent() && old.get() instanceof Dict a && value instanceof Dict b) {
                value = merge(call, a, b, true, listMerge);
            } else if (old.isPresent() && old.get() instanceof Items a && value instanceof Items b) {
                value = mergeLists(call, a, b, listMerge);
            }
            merged.put(entry.getKey(), value);
        });
        return merged.build();
    }

    private static Items mergeLists(Call call, Items below, Items above, String how) {
        List<Value> first = below.elements();
        List<Value> second = above.elements();
        call.evaluation().charge((long) first.size() * second.size() / 4);
        return switch (how) {
            case "replace" -> above;
            case "keep" -> below;
            case "append" -> joined(first, second);
            case "prepend" -> joined(second, first);
            case "append_rp" -> joined(without(first, second), second);
            case "prepend_rp" -> joined(second, without(first, second));
            default -> throw call.wrong(
                    "list_merge is replace, keep, append, prepend, append_rp or prepend_rp, got '" + how + "'");
        };
    }

    private static Items joined(List<Value> first, List<Value> second) {
        List<Value> all = new ArrayList<>(first);
        all.addAll(second);
        return Items.list(all);
    }

    private static List<Value> without(List<Value> elements, List<Value> others) {
        return elements.stream()
                .filter(x -> others.stream().noneMatch(y -> ValueComparison.equal(x, y)))
                .toList();
    }

    private static Value sorted(Call call) {
        int part =
                switch (call.text("by", "key")) {
                    case "key" -> 0;
                    case "value" -> 1;
                    default -> throw call.wrong("it sorts by key or value, got '" + call.text("by", "") + "'");
                };
        List<Value> pairs = new ArrayList<>(pairs(dict(call, call.input())).elements());
        pairs.sort((a, b) -> {
            call.evaluation().charge(1);
            int order = ValueComparison.compare(key(call, a, part), key(call, b, part), "<");
            return call.flag("reverse", false) ? -order : order;
        });
        return Items.list(pairs);
    }

    private static Value key(Call call, Value pair, int part) {
        Value key = ((Items) pair).elements().get(part);
        Call plain = new Call(
                call.name(),
                key,
                List.of(),
                Map.of(
                        "case_sensitive",
                        io.github.kubespraymaven.jinja.value.Bool.of(call.flag("case_sensitive", false))),
                call.evaluation());
        return ListFilters.key(plain, key);
    }
}
