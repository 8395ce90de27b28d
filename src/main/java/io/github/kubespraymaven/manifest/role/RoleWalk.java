package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.role.RoleUse.Condition;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the roles that put something into the cluster, each with its conditions. */
public final class RoleWalk {
    /** Where cluster.yml begins, as far as applications are concerned; the order is the playbook's. */
    private static final List<String> ROOTS = List.of(
            "roles/network_plugin",
            // From v2.28 on only the role kubernetes-apps leads to it.
            "roles/kubernetes-apps/kubelet-csr-approver",
            "roles/kubernetes-apps/external_cloud_controller",
            "roles/kubernetes-apps/policy_controller",
            "roles/kubernetes-apps/ingress_controller",
            "roles/kubernetes-apps/external_provisioner",
            "roles/kubernetes-apps");

    private static final int DEEPEST = 10;

    private final RoleFiles files;
    private final List<RoleUse> found = new ArrayList<>();
    private final Set<RoleUse> seen = new LinkedHashSet<>();

    private RoleWalk(RoleFiles files) {
        this.files = files;
    }

    /** All roles, enabled or not, in the order of the playbook; one that is used twice is there twice, with other conditions. */
    static List<RoleUse> of(RoleFiles files) throws IOException {
        RoleWalk walk = new RoleWalk(files);
        for (String root : ROOTS) {
            walk.visit(root, List.of(), 0);
        }
        return List.copyOf(walk.found);
    }

    /** All roles of a checkout. */
    public static List<RoleUse> of(SourceTree checkout) throws IOException {
        return of(new RoleFiles(checkout));
    }

    private void visit(String role, List<Condition> conditions, int depth) throws IOException {
        RoleUse use = new RoleUse(role, conditions);
        if (depth > DEEPEST || !seen.add(use)) {
            return;
        }
        found.add(use);
        for (Dict dependency : files.dependencies(role)) {
            Value name = dependency.get("role").or(() -> dependency.get("name")).orElse(Text.EMPTY);
            follow(role, name, dependency, role + "/meta/main.yml", conditions, depth);
        }
        // Most roles include none, and parsing is what takes time.
        boolean includes = files.read(role + "/tasks/main.yml").contains("_role:");
        for (Dict task : includes ? files.tasks(role, "main.yml") : List.<Dict>of()) {
            for (String module : List.of(
                    "include_role", "import_role", "ansible.builtin.include_role", "ansible.builtin.import_role")) {
                if (task.get(module).orElse(Text.EMPTY) instanceof Dict include) {
                    follow(
                            role,
                            include.get("name").orElse(Text.EMPTY),
                            task,
                            role + "/tasks/main.yml",
                            conditions,
                            depth);
                }
            }
        }
    }

    private void follow(String from, Value name, Dict task, String file, List<Condition> conditions, int depth)
            throws IOException {
        if (name instanceof Template template) {
            chosen(template.source(), task, file, conditions, depth);
            return;
        }
        for (String role : candidates(from, name.text())) {
            if (!name.text().isEmpty() && files.exists(role)) {
                visit(role, with(conditions, RoleFiles.conditions(task), file, role), depth + 1);
                return;
            }
        }
    }

    /** A role whose name ends with a variable, as in {@code network_plugin/{{ kube_network_plugin }}}: one of the roles in that directory. */
    private void chosen(String name, Dict task, String file, List<Condition> conditions, int depth) throws IOException {
        int begin = name.indexOf("{{");
        int end = name.indexOf("}}");
        if (begin <= 0 || end != name.length() - 2) {
            return;
        }
        String directory = "roles/" + name.substring(0, begin);
        String variable = name.substring(begin + 2, end).strip();
        for (String entry : files.list(directory.substring(0, directory.length() - 1))) {
            if (entry.endsWith("/")) {
                String role = directory + entry.substring(0, entry.length() - 1);
                List<String> more = new ArrayList<>(RoleFiles.conditions(task));
                more.add(variable + " == '" + entry.substring(0, entry.length() - 1) + "'");
                visit(role, with(conditions, more, file, role), depth + 1);
            }
        }
    }

    /** Ansible looks in roles/ and beside the role that asks. */
    private static List<String> candidates(String from, String name) {
        List<String> candidates = new ArrayList<>(List.of("roles/" + name));
        String directory = from;
        while (directory.lastIndexOf('/') > 0) {
            directory = directory.substring(0, directory.lastIndexOf('/'));
            candidates.add(directory + "/" + name);
        }
        return candidates;
    }

    private static List<Condition> with(List<Condition> conditions, List<String> more, String file, String role) {
        List<Condition> all = new ArrayList<>(conditions);
        more.forEach(text -> all.add(new Condition(text, file, role)));
        return all;
    }
}
