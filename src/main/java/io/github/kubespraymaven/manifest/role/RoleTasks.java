package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tasks of a role with their conditions: those of blocks and of including tasks come first. */
final class RoleTasks {
    private static final int DEEPEST = 10;

    private final RoleFiles files;
    private final String role;
    private final List<Task> tasks = new ArrayList<>();

    private RoleTasks(RoleFiles files, String role) {
        this.files = files;
        this.role = role;
    }

    /**
     * A task.
     *
     * @param file the path of the file that it stands in
     * @param fields as they were written
     * @param conditions its own and those of what it stands in
     */
    record Task(String file, Dict fields, List<String> conditions) {
        /** All that it says, its conditions aside. */
        String text() {
            Dict.Builder rest = fields.toBuilder();
            rest.remove(new Text("when"));
            return rest.build().text();
        }

        /** Its name; the first of its keys if it has none. */
        String name() {
            return fields.get("name")
                    .or(() -> fields.keys().stream().findFirst())
                    .map(RoleFiles::source)
                    .orElse("");
        }

        /** The arguments of a module, whichever way it is named; empty if the task is of another. */
        Optional<Value> module(String module) {
            return fields.get(module).or(() -> fields.get("ansible.builtin." + module));
        }

        /** Whether all conditions hold, or ask for what only a running host knows. */
        boolean mayRun(Predicate<String> holds) {
            return conditions.stream().allMatch(condition -> mayHold(condition, holds));
        }
    }

    /** All tasks that tasks/main.yml leads to; a file that is no list of tasks has none. */
    static List<Task> of(RoleFiles files, String role) throws IOException {
        RoleTasks found = new RoleTasks(files, role);
        found.file("main.yml", List.of(), 0);
        return List.copyOf(found.tasks);
    }

    /**
     * Whether a template is used: some task that names it may run, or no task names it.
     *
     * @param holds whether a condition holds; it may throw {@link EvaluationException} where only a running host could tell
     */
    static boolean uses(List<Task> tasks, String template, Predicate<String> holds) {
        String file = template.substring(template.lastIndexOf('/') + 1);
        String name = file.endsWith(".j2") ? file.substring(0, file.length() - 3) : file;
        List<Task> naming =
                tasks.stream().filter(task -> task.text().contains(name)).toList();
        return naming.isEmpty() || naming.stream().anyMatch(task -> task.mayRun(holds));
    }

    private static boolean mayHold(String condition, Predicate<String> holds) {
        try {
            return holds.test(condition);
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            // It asks for what only a running host knows.
            return true;
        }
    }

    private void file(String name, List<String> conditions, int depth) throws IOException {
        if (depth < DEEPEST) {
            tasks(files.tasks(role, name), role + "/tasks/" + name, conditions, depth);
        }
    }

    private void tasks(List<Dict> list, String file, List<String> conditions, int depth) throws IOException {
        for (Dict fields : list) {
            List<String> all = new ArrayList<>(conditions);
            all.addAll(RoleFiles.conditions(fields));
            if (fields.get("block").orElse(Text.EMPTY) instanceof Items block) {
                tasks(RoleFiles.dicts(block), file, all, depth + 1);
                continue;
            }
            Task task = new Task(file, fields, List.copyOf(all));
            tasks.add(task);
            for (String module : List.of("include_tasks", "import_tasks")) {
                Value included = task.module(module).orElse(Text.EMPTY);
                Value name = included instanceof Dict dict ? dict.get("file").orElse(Text.EMPTY) : included;
                if (!(name instanceof Template) && !name.text().isEmpty()) {
                    file(name.text().replaceFirst("^tasks/", ""), all, depth + 1);
                }
            }
        }
    }
}
