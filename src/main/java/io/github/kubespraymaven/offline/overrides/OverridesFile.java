package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A file of variables on its way: sections with remarks. Texts are single-quoted scalars, so that what they hold arrives as it is. */
final class OverridesFile {
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    /**
     * Begins a file.
     *
     * @param remarks lines for readers
     */
    OverridesFile(List<String> remarks) {
        text.append(OwnOverrides.MARKER).append('\n');
        remark(remarks);
        text.append("---\n");
    }

    private void remark(List<String> lines) {
        lines.forEach(line -> text.append(line.isEmpty() ? "#" : "# " + line).append('\n'));
    }

    /** Adds remarks and variables; nothing without either. */
    void section(List<String> remarks, Collection<VariableOverride> overrides) {
        if (remarks.isEmpty() && overrides.isEmpty()) {
            return;
        }
        text.append(names.isEmpty() && text.toString().endsWith("---\n") ? "" : "\n");
        remark(remarks);
        for (VariableOverride override : overrides) {
            names.add(override.name());
            text.append(override.name()).append(':');
            value(override.value(), 0);
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            entries(map, indent + 2, " ".repeat(indent + 2));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list.forEach(element -> element(element, indent + 2));
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void element(Object element, int indent) {
        text.append(" ".repeat(indent)).append('-');
        if (element instanceof Map<?, ?> map && !map.isEmpty()) {
            entries(map, indent + 2, " ");
        } else {
            value(element, indent);
        }
    }

    private void entries(Map<?, ?> map, int indent, String before) {
        String lead = before;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(lead).append(key(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), indent);
            lead = " ".repeat(indent);
        }
    }

    private static String key(String key) {
        return key.matches("[A-Za-z_][A-Za-z0-9_-]*") ? key : quoted(key);
    }

    private static String scalar(Object value) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        if (value instanceof SecretText secret) {
            return "!unsafe " + quoted(secret.value());
        }
        return value instanceof Boolean ? value.toString() : quoted(String.valueOf(value));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** The names of the variables, in the file's order. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Tells whether it has no variable. */
    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
