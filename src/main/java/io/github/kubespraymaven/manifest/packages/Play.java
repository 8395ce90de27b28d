package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A play of a playbook.
 *
 * @param file the path of its playbook
 * @param hosts the pattern of hosts
 * @param fields as they were written
 */
record Play(String file, String hosts, Dict fields) {
    private static final Pattern PART = Pattern.compile("([!&]?)([^\\[\\]]+)(?:\\[(\\d+)(:?)(\\d*)])?");
    private static final Pattern BETWEEN = Pattern.compile("[:,](?![^\\[]*])");
    private static final int DEEPEST = 10;

    /** The plays of cluster.yml and of the playbooks that it imports, in their order. */
    static List<Play> all(RoleFiles files) throws IOException {
        List<Play> plays = new ArrayList<>();
        collect(files, "cluster.yml", plays, 0);
        return plays;
    }

    private static void collect(RoleFiles files, String file, List<Play> into, int depth) throws IOException {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        for (Dict play : depth > DEEPEST ? List.<Dict>of() : RoleFiles.dicts(files.document(file))) {
            Value imported = Stream.of("import_playbook", "ansible.builtin.import_playbook")
                    .flatMap(module -> play.get(module).stream())
                    .findFirst()
                    .orElse(Text.EMPTY);
            if (!imported.text().isEmpty()) {
                collect(files, folder + imported.text(), into, depth + 1);
            } else {
                into.add(new Play(file, RoleFiles.source(play.get("hosts").orElse(Text.EMPTY)), play));
            }
        }
    }

    /** The play's roles, each as a dictionary with its name under {@code role}. */
    List<Dict> roles() {
        List<Dict> roles = new ArrayList<>();
        if (fields.get("roles").orElse(None.NONE) instanceof Items items) {
            for (Value item : items.elements()) {
                roles.add(
                        item instanceof Dict dict
                                ? dict
                                : new Dict.Builder().put("role", item).build());
            }
        }
        return roles;
    }

    /** The play's own tasks, before and after its roles. */
    List<Dict> tasks() {
        return Stream.of("pre_tasks", "tasks", "post_tasks")
                .flatMap(list -> RoleFiles.dicts(fields.get(list).orElse(None.NONE)).stream())
                .toList();
    }

    /** The hosts of an inventory that it is for (Ansible's documentation, Patterns); groups that there are not have none. */
    Set<String> of(Inventory inventory) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : BETWEEN.split(hosts)) {
            Matcher part = PART.matcher(text.strip());
            if (part.matches()) {
                List<String> members = members(inventory, part);
                switch (part.group(1)) {
                    case "!" -> members.forEach(found::remove);
                    case "&" -> found.retainAll(members);
                    default -> found.addAll(members);
                }
            }
        }
        return found;
    }

    private static List<String> members(Inventory inventory, Matcher part) {
        String name = part.group(2);
        List<String> all = inventory.hosts().containsKey(name) ? List.of(name) : inventory.members(name);
        if (part.group(3) == null) {
            return all;
        }
        int first = Math.min(Integer.parseInt(part.group(3)), all.size());
        int last = part.group(4).isEmpty()
                ? first
                : part.group(5).isEmpty() ? all.size() : Integer.parseInt(part.group(5));
        return all.subList(first, Math.max(first, Math.min(last + 1, all.size())));
    }
}
