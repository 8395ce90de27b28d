package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as Python's {@code json.dumps} writes it. */
final class JsonFilters {
    private final StringBuilder out = new StringBuilder();
    private final Options options;

    private JsonFilters(Options options) {
        this.options = options;
    }

    static String write(Value value, Options options) {
        JsonFilters json = new JsonFilters(options);
        json.value(value, 0);
        return json.out.toString();
    }

    /**
     * @param indent characters by level; absent: all in one line
     */
    record Options(Optional<Integer> indent, boolean sortKeys, boolean ascii) {
        private static final int WIDEST = 100;

        static Options of(Call given, Optional<Integer> indent, boolean sortKeys) {
            Call call = given.takes("indent", "sort_keys", "ensure_ascii");
            Optional<Integer> chosen = call.get("indent").isPresent()
                    ? Optional.of(Math.max(0, Math.min(WIDEST, call.integer("indent", 0))))
                    : indent;
            return new Options(chosen, call.flag("sort_keys", sortKeys), call.flag("ensure_ascii", true));
        }
    }

    private void value(Value value, int level) {
        Size.checkText(out.length());
        if (value instanceof Text text) {
            string(text.value());
        } else if (value instanceof Bool || value == None.NONE) {
            out.append(value == None.NONE ? "null" : value.truthy() ? "true" : "false");
        } else if (value instanceof Real real && !Double.isFinite(real.value())) {
            out.append(Double.isNaN(real.value()) ? "NaN" : real.value() > 0 ? "Infinity" : "-Infinity");
        } else if (value instanceof Items items) {
            list(items, level);
        } else if (value instanceof Dict dict) {
            object(dict, level);
        } else if (value instanceof Undefined undefined) {
            throw undefined.used();
        } else {
            out.append(value.text());
        }
    }

    private void list(Items items, int level) {
        if (items.size() == 0) {
            out.append("[]");
            return;
        }
        String separator = "[";
        for (Value element : items.elements()) {
            out.append(separator);
            line(level + 1, separator.equals("["));
            value(element, level + 1);
            separator = ",";
        }
        line(level, true);
        out.append(']');
    }

    private void object(Dict dict, int level) {
        if (dict.size() == 0) {
            out.append("{}");
            return;
        }
        List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries());
        if (options.sortKeys()) {
            entries.sort(Map.Entry.comparingByKey(ValueComparison.order()));
        }
        String separator = "{";
        for (Map.Entry<Value, Value> entry : entries) {
            out.append(separator);
            line(level + 1, separator.equals("{"));
            string(key(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), level + 1);
            separator = ",";
        }
        line(level, true);
        out.append('}');
    }

    private static String key(Value key) {
        if (key instanceof Bool) {
            return key.truthy() ? "true" : "false";
        }
        return key == None.NONE ? "null" : key.text();
    }

    private void line(int level, boolean edge) {
        if (options.indent().isPresent()) {
            out.append('\n').append(" ".repeat(options.indent().get() * level));
        } else if (!edge) {
            out.append(' ');
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (c > '~' && options.ascii())) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
