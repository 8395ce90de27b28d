package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.Map;

/** The YAML form of an inventory (Ansible's plugin "yaml"): groups with hosts, children and vars. */
final class YamlInventory {
    private final String file;
    private final InventoryBuilder into;

    private YamlInventory(String file, InventoryBuilder into) {
        this.file = file;
        this.into = into;
    }

    /**
     * Reads a document.
     *
     * @throws EvaluationException if it is no inventory, or one that a plugin would have to make
     */
    static void read(Dict document, String file, InventoryBuilder into) {
        if (document.get("plugin").isPresent()) {
            throw new EvaluationException(
                    file + ": a dynamic inventory (plugin "
                            + document.get("plugin").map(Value::text).orElse("")
                            + ") is not run here; give a static one, for example the output of ansible-inventory --list --yaml --export");
        }
        YamlInventory inventory = new YamlInventory(file, into);
        document.entries().forEach(entry -> inventory.group(entry.getKey().text(), entry.getValue()));
    }

    private void group(String name, Value value) {
        into.group(name);
        for (Map.Entry<Value, Value> part : mapping(value, "group " + name).entries()) {
            String key = part.getKey().text();
            Dict content = mapping(part.getValue(), key + " of group " + name);
            switch (key) {
                case "hosts" -> content.entries()
                        .forEach(host -> host(name, host.getKey().text(), host.getValue()));
                case "vars" -> content.entries()
                        .forEach(variable ->
                                into.groupVariable(name, variable.getKey().text(), variable.getValue()));
                case "children" -> content.entries().forEach(child -> {
                    into.child(name, child.getKey().text());
                    group(child.getKey().text(), child.getValue());
                });
                default -> throw new EvaluationException(
                        file + ": the group '" + name + "' has '" + key + "'; a group has hosts, children and vars");
            }
        }
    }

    private void host(String group, String pattern, Value variables) {
        SourcePosition origin = SourcePosition.of(file);
        for (String host : HostPattern.expand(pattern, origin)) {
            into.host(group, host, origin);
            mapping(variables, "host " + host)
                    .entries()
                    .forEach(variable ->
                            into.hostVariable(host, variable.getKey().text(), variable.getValue()));
        }
    }

    private Dict mapping(Value value, String described) {
        if (value == None.NONE) {
            return Dict.EMPTY;
        }
        if (value instanceof Dict dict) {
            return dict;
        }
        throw new EvaluationException(file + ": " + described + ": expected a mapping, got a " + value.type());
    }
}
