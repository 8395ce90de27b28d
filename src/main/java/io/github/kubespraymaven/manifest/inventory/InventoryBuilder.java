package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects an inventory from one or several files. */
final class InventoryBuilder {
    private static final int MOST_HOSTS = 100_000;

    private final Map<String, Dict.Builder> hosts = new LinkedHashMap<>();
    private final Map<String, Dict.Builder> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Map<String, Set<String>> children = new LinkedHashMap<>();

    void group(String name) {
        groups.computeIfAbsent(name, absent -> new Dict.Builder());
    }

    boolean hasGroup(String name) {
        return groups.containsKey(name) || name.equals(Inventory.ALL) || name.equals("ungrouped");
    }

    void host(String group, String name, SourcePosition origin) {
        hosts.computeIfAbsent(name, absent -> new Dict.Builder());
        if (hosts.size() > MOST_HOSTS) {
            throw new EvaluationException(origin + ": more than " + MOST_HOSTS + " hosts");
        }
        group(group);
        members.computeIfAbsent(group, absent -> new LinkedHashSet<>()).add(name);
    }

    void child(String parent, String child) {
        group(parent);
        children.computeIfAbsent(parent, absent -> new LinkedHashSet<>()).add(child);
    }

    void hostVariable(String host, String name, Value value) {
        hosts.computeIfAbsent(host, absent -> new Dict.Builder()).put(name, value);
    }

    void groupVariable(String group, String name, Value value) {
        groups.computeIfAbsent(group, absent -> new Dict.Builder()).put(name, value);
    }

    Inventory build(String file) {
        checkCycles(file);
        Map<String, Group> built = new LinkedHashMap<>();
        groups.forEach((name, variables) -> built.put(
                name,
                new Group(
                        name,
                        List.copyOf(members.getOrDefault(name, Set.of())),
                        List.copyOf(children.getOrDefault(name, Set.of())),
                        variables.build())));
        Map<String, Dict> variables = new LinkedHashMap<>();
        hosts.forEach((name, host) -> variables.put(name, host.build()));
        return new Inventory(built, variables);
    }

    private void checkCycles(String file) {
        Set<String> done = new LinkedHashSet<>();
        for (String group : groups.keySet()) {
            visit(group, new ArrayDeque<>(), done, file);
        }
    }

    private void visit(String group, Deque<String> path, Set<String> done, String file) {
        if (path.contains(group)) {
            throw new EvaluationException(file + ": the group '" + group + "' is among its own children");
        }
        if (path.size() > 100) {
            throw new EvaluationException(file + ": groups nested more than 100 deep");
        }
        if (done.contains(group)) {
            return;
        }
        path.push(group);
        children.getOrDefault(group, Set.of()).forEach(child -> visit(child, path, done, file));
        path.pop();
        done.add(group);
    }
}
