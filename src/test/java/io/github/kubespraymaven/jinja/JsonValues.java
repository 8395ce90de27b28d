package io.github.kubespraymaven.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;

/** JSON, in which the oracles are written, as values. */
public final class JsonValues {
    private JsonValues() {}

    /** Strings as they stand. */
    public static Value of(JsonNode node) {
        return convert(node, false);
    }

    /** Strings with template marks as templates. */
    public static Value raw(JsonNode node) {
        return convert(node, true);
    }

    private static Value convert(JsonNode node, boolean templates) {
        if (node.isObject()) {
            Dict.Builder dict = new Dict.Builder();
            node.fields().forEachRemaining(field -> dict.put(field.getKey(), convert(field.getValue(), templates)));
            return dict.build();
        }
        if (node.isArray()) {
            List<Value> elements = new ArrayList<>();
            node.forEach(element -> elements.add(convert(element, templates)));
            return Items.list(elements);
        }
        if (node.isTextual()) {
            return templates ? Template.of(node.asText(), SourcePosition.of("json")) : new Text(node.asText());
        }
        if (node.isBoolean()) {
            return Bool.of(node.asBoolean());
        }
        if (node.isNull()) {
            return None.NONE;
        }
        return node.isIntegralNumber() ? new Int(node.bigIntegerValue()) : new Real(node.asDouble());
    }

    /** The same value with lists for tuples, which JSON does not tell apart. */
    public static Value withoutTuples(Value value) {
        if (value instanceof Items items) {
            return Items.list(
                    items.elements().stream().map(JsonValues::withoutTuples).toList());
        }
        if (value instanceof Dict dict) {
            Dict.Builder out = new Dict.Builder();
            dict.entries().forEach(entry -> out.put(entry.getKey(), withoutTuples(entry.getValue())));
            return out.build();
        }
        return value;
    }
}
