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
final class RoleFiles {
    private final SourceTree checkout;
    private final Map<String, List<Variables>> variables = new HashMap<>();
    private final Map<String, Value> documents = new HashMap<>();

    RoleFiles(SourceTree checkout) {
        this.checkout = checkout;
    }

    /** The text of all the role's tasks. */
    String tasksText(String role) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : checkout.list(role + "/tasks")) {
            if (!name.endsWith("/")) {
                text.append(read(role + "/tasks/" + name));
            }
        }
        return text.toString();
    }

    /** The role's variables, lowest precedence first: its defaults, and its own. */
    List<Variables> variables(String role) throws IOException {
        List<Variables> known = variables.get(role);
        if (known != null) {
            return known;
        }
        List<Variables> found = new ArrayList<>();
        for (String path :
                List.of(role + "/defaults/main.yml", role + "/defaults/main.yaml", role + "/vars/main.yml")) {
            Optional<String> text = checkout.read(path);
            if (text.isPresent()) {
                found.add(VariableFile.lazy(text.get(), checkout.label(path)));
            }
        }
        variables.put(role, found);
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

    boolean exists(String role) throws IOException {
        return !checkout.list(role).isEmpty();
    }

    List<String> list(String directory) throws IOException {
        return checkout.list(directory);
    }

    /** The entries of {@code dependencies} in meta/main.yml. */
    List<Dict> dependencies(String role) throws IOException {
        Value meta = document(role + "/meta/main.yml");
        return meta instanceof Dict dict ? dicts(dict.get("dependencies").orElse(None.NONE)) : List.of();
    }

    /** The tasks of a file in tasks/. */
    List<Dict> tasks(String role, String name) throws IOException {
        return dicts(document(role + "/tasks/" + name));
    }

    private Value document(String path) throws IOException {
        Value known = documents.get(path);
        if (known != null) {
            return known;
        }
        Optional<String> text = checkout.read(path);
        Value value = text.isPresent() ? YamlReader.read(text.get(), checkout.label(path)) : None.NONE;
        documents.put(path, value);
        return value;
    }

    static List<Dict> dicts(Value value) {
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
    static List<String> conditions(Dict task) {
        Value when = task.get("when").orElse(None.NONE);
        if (when == None.NONE) {
            return List.of();
        }
        return when instanceof Items items
                ? items.elements().stream().map(RoleFiles::source).toList()
                : List.of(source(when));
    }

    static String source(Value value) {
        return value instanceof Template template ? template.source() : value.text();
    }
}
