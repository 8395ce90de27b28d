package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a task stands.
 *
 * @param role the directory of its role
 * @param file the path of its file
 * @param conditions its own and those of all that it stands in, the outermost first
 * @param variables those that it and what it stands in bring along ({@code vars}, items of loops), the outermost first
 * @param parameters those that the role was given
 */
record Frame(String role, String file, List<String> conditions, List<Dict> variables, Dict parameters) {
    Frame {
        conditions = List.copyOf(conditions);
        variables = List.copyOf(variables);
    }

    /** The same with what a task says itself. */
    Frame in(Dict task) {
        List<String> more = new ArrayList<>(conditions);
        more.addAll(RoleFiles.conditions(task));
        Frame with = new Frame(role, file, more, variables, parameters);
        return task.get("vars").orElse(Dict.EMPTY) instanceof Dict own && own.size() > 0 ? with.with(own) : with;
    }

    Frame with(Dict more) {
        List<Dict> all = new ArrayList<>(variables);
        all.add(more);
        return new Frame(role, file, conditions, all, parameters);
    }

    /** The same in another file of the role. */
    Frame of(String other) {
        return new Frame(role, other, conditions, variables, parameters);
    }
}
