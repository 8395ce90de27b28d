package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.Literals;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The INI form of an inventory (Ansible's plugin "ini"). */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:[#;].*)?");

    private final InventoryBuilder into;
    private final Map<String, SourcePosition> expected = new LinkedHashMap<>();
    private String group = "ungrouped";
    private String kind = "hosts";

    private IniInventory(InventoryBuilder into) {
        this.into = into;
    }

    /**
     * Reads a file.
     *
     * @throws EvaluationException if a line is broken, or a group is named that no section defines
     */
    static void read(String text, String file, InventoryBuilder into) {
        IniInventory inventory = new IniInventory(into);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            inventory.line(line.strip(), new SourcePosition(file, number, 1));
        }
        inventory.expected.forEach((name, origin) -> {
            if (!into.hasGroup(name)) {
                throw new EvaluationException(
                        origin + ": the group '" + name + "' does not exist; there is no section [" + name + "]");
            }
        });
    }

    private void line(String line, SourcePosition origin) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (line.startsWith("[") && line.contains("]") && SECTION.matcher(line).matches()) {
            section(line, origin);
            return;
        }
        switch (kind) {
            case "hosts" -> hosts(line, origin);
            case "children" -> {
                String child = Words.split(line, true, origin).get(0);
                into.child(group, child);
                expected.putIfAbsent(child, origin);
            }
            default -> {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new EvaluationException(
                            origin + ": expected name=value in [" + group + ":vars], got: " + line);
                }
                into.groupVariable(
                        group,
                        line.substring(0, equals).strip(),
                        value(line.substring(equals + 1).strip(), origin));
            }
        }
    }

    private void section(String line, SourcePosition origin) {
        Matcher section = SECTION.matcher(line);
        if (!section.matches()) {
            throw new EvaluationException(origin + ": no section: " + line);
        }
        group = section.group(1);
        kind = section.group(2) == null ? "hosts" : section.group(2);
        if (!List.of("hosts", "children", "vars").contains(kind)) {
            throw new EvaluationException(
                    origin + ": a section is [name], [name:children] or [name:vars], got " + line);
        }
        if (kind.equals("vars")) {
            expected.putIfAbsent(group, origin);
        } else {
            into.group(group);
        }
    }

    private void hosts(String line, SourcePosition origin) {
        List<String> words = Words.split(line, true, origin);
        for (String host : HostPattern.expand(words.get(0), origin)) {
            into.host(group, host, origin);
            for (String word : words.subList(1, words.size())) {
                int equals = word.indexOf('=');
                if (equals < 1) {
                    throw new EvaluationException(origin + ": expected name=value after the host, got '" + word + "'");
                }
                into.hostVariable(host, word.substring(0, equals), value(word.substring(equals + 1), origin));
            }
        }
    }

    /** A Python literal where it is one, as Ansible takes values of INI files; else a string. */
    private static Value value(String text, SourcePosition origin) {
        return templates(Literals.parse(text).orElse(new Text(text)), origin);
    }

    private static Value templates(Value value, SourcePosition origin) {
        if (value instanceof Text text) {
            return Template.of(text.value(), origin);
        }
        return value instanceof Items items
                ? Items.list(items.elements().stream()
                        .map(element -> templates(element, origin))
                        .toList())
                : value;
    }
}
