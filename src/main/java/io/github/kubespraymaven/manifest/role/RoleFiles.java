package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a role: dependencies, tasks, defaults, templates. Each is read once. Not for several threads. */
public final class RoleFiles {
    private final SourceTree checkout;
    private final Map<String, List<Variables>> variables = new HashMap<>();
    private final Map<String, Value> documents = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    public RoleFiles(SourceTree checkout) {
        this.checkout = checkout;
    }

    /** The text of all the role's tasks. */
    public String tasksText(String role) throws IOException {
        String known = texts.get(role);
        if (known != null) {
            return known;
        }
        StringBuilder text = new StringBuilder();
        for (String name : checkout.list(role + "/tasks")) {
            if (!name.endsWith("/")) {
                text.append(read(role + "/tasks/" + name));
            }
        }
        texts.put(role, text.toString());
        return text.toString();
    }

    /** The role's variables, lowest precedence first: its defaults, and its own. */
    List<Variables> variables(String role) throws IOException {
        List<Variables> all = new ArrayList<>(defaults(role));
        all.addAll(own(role));
        return all;
    }

    /** What the role proposes, below all inventories. */
    public List<Variables> defaults(String role) throws IOException {
        return variables(List.of(role + "/defaults/main.yml", role + "/defaults/main.yaml"));
    }

    /** What the role insists on, above inventories. */
    public List<Variables> own(String role) throws IOException {
        return variables(List.of(role + "/vars/main.yml"));
    }

    /** A file of variables of its own; empty if there is none. */
    public Optional<Variables> variableFile(String path) throws IOException {
        return variables(List.of(path)).stream().findFirst();
    }

    private List<Variables> variables(List<String> paths) throws IOException {
        List<Variables> found = new ArrayList<>();
        for (String path : paths) {
            List<Variables> known = variables.get(path);
            if (known == null) {
                Optional<String> text = checkout.read(path);
                known = text.isPresent() ? List.of(VariableFile.lazy(text.get(), checkout.label(path))) : List.of();
                variables.put(path, known);
            }
            found.addAll(known);
        }
        return found;
    }

    /** The files of variables that the role chooses by a host's distribution, other than main.yml. */
    List<Variables> alternatives(String role) throws IOException {
        List<Variables> found = new ArrayList<>();
        for (String name : checkout.list(role + "/vars")) {
            if (name.endsWith(".yml") && !name.equals("main.yml")) {
                String path = role + "/vars/" + name;
                found.add(VariableFile.lazy(checkout.read(path).orElse(""), checkout.label(path)));
            }
        }
        return found;
    }

    /** The paths of all templates, sorted. */
    List<String> templates(String role) throws IOException {
        List<String> found = new ArrayList<>();
        collect(role + "/templates", found, 0);
        return found;
    }

    private void collect(String directory, List<String> into, int depth) throws IOException {
        for (String name : checkout.list(directory)) {
            if (name.endsWith("/") && depth < 10) {
                collect(directory + "/" + name.substring(0, name.length() - 1), into, depth + 1);
            } else if (name.endsWith(".j2")) {
                into.add(directory + "/" + name);
            }
        }
    }

    String read(String path) throws IOException {
        return checkout.read(path).orElse("");
    }

    public boolean exists(String role) throws IOException {
        return !checkout.list(role).isEmpty();
    }

    public List<String> list(String directory) throws IOException {
        return checkout.list(directory);
    }

    /** The entries of {@code dependencies} in meta/main.yml. */
    public List<Dict> dependencies(String role) throws IOException {
        Value meta = document(role + "/meta/main.yml");
        return meta instanceof Dict dict ? dicts(dict.get("dependencies").orElse(None.NONE)) : List.of();
    }

    /** The tasks of a file in tasks/. */
    public List<Dict> tasks(String role, String name) throws IOException {
        return dicts(document(role + "/tasks/" + name));
    }

    /** A YAML document; None if there is no such file. */
    public Value document(String path) throws IOException {
        Value known = documents.get(path);
        if (known != null) {
            return known;
        }
        Optional<String> text = checkout.read(path);
        Value value = text.isPresent() ? YamlReader.read(text.get(), checkout.label(path)) : None.NONE;
        documents.put(path, value);
        return value;
    }

    public static List<Dict> dicts(Value value) {
        List<Dict> dicts = new ArrayList<>();
        if (value instanceof Items items) {
            items.elements().forEach(element -> {
                if (element instanceof Dict dict) {
                    dicts.add(dict);
                }
            });
        }
        return dicts;
    }

    /** What {@code when:} says, as a list of bare expressions. */
    public static List<String> conditions(Dict task) {
        Value when = task.get("when").orElse(None.NONE);
        if (when == None.NONE) {
            return List.of();
        }
        return when instanceof Items items
                ? items.elements().stream().map(RoleFiles::source).toList()
                : List.of(source(when));
    }

    public static String source(Value value) {
        return value instanceof Template template ? template.source() : value.text();
    }
}
