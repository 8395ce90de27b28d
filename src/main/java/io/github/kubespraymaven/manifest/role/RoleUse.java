package io.github.kubespraymaven.manifest.role;

import java.util.List;

/**
 * A role and the conditions under which it runs.
 *
 * @param path the role's directory, as in {@code roles/kubernetes-apps/helm}
 * @param conditions all of which must hold, those of the roles that lead to it first; empty: always
 */
public record RoleUse(String path, List<Condition> conditions) {
    public RoleUse {
        conditions = List.copyOf(conditions);
    }

    /**
     * A condition of a role.
     *
     * @param text a bare expression, as in {@code when:}
     * @param file where it stands
     * @param role the directory of the role that it guards, whose defaults it may use
     */
    public record Condition(String text, String file, String role) {}
}
