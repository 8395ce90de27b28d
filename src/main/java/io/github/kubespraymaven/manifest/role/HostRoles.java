package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.manifest.role.RoleUse.Condition;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The roles of a checkout on one host: which of them run there, and what variables they see. Not for several threads. */
final class HostRoles {
    private static final Pattern SWITCH = Pattern.compile("[a-z][a-z0-9_]*_enabled");

    private final RoleFiles files;
    private final HostVariables hosts;
    private final String host;
    private final Architecture architecture;
    private final List<Variables> ofAllRoles;
    private final Evaluator conditions;
    private final Set<String> warnings = new LinkedHashSet<>();

    HostRoles(RoleFiles files, List<RoleUse> roles, HostVariables hosts, String host, Architecture architecture)
            throws IOException {
        this.files = files;
        this.hosts = hosts;
        this.host = host;
        this.architecture = architecture;
        List<Variables> all = new ArrayList<>();
        for (RoleUse role : roles) {
            all.addAll(files.variables(role.path()));
        }
        this.ofAllRoles = List.copyOf(all);
        this.conditions = hosts.evaluator(hosts.of(host, architecture, ofAllRoles));
    }

    RoleFiles files() {
        return files;
    }

    /** What could not be told, a line each. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** Variables as a role sees them: its own above those of all roles, which Ansible shows to each other. */
    Variables seenBy(String role) throws IOException {
        List<Variables> layers = new ArrayList<>(ofAllRoles);
        layers.addAll(files.variables(role));
        return hosts.of(host, architecture, layers);
    }

    Evaluator evaluator(Variables variables) {
        return hosts.evaluator(variables);
    }

    /** Variables with entries of a dictionary above them. */
    static Variables above(Variables variables, Dict more) {
        return new Layers(List.of(variables, Layers.of(more)));
    }

    /** Whether all conditions of a role hold; those that cannot be evaluated do not, with a warning. */
    boolean runs(RoleUse use) {
        for (Condition condition : use.conditions()) {
            try {
                if (!holds(condition)) {
                    warnOfSwitch(use, condition);
                    return false;
                }
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                warnings.add(use.path() + " is left out, since its condition cannot be evaluated: " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    private boolean holds(Condition condition) {
        return conditions.holds(condition.text(), SourcePosition.of(condition.file()));
    }

    /** Who switched something on wonders why it is not listed. */
    private void warnOfSwitch(RoleUse use, Condition failed) {
        if (SWITCH.matcher(failed.text()).matches()) {
            return;
        }
        for (Condition other : use.conditions()) {
            if (SWITCH.matcher(other.text()).matches() && other.role().equals(use.path()) && holds(other)) {
                warnings.add(use.path() + " is left out although " + other.text() + " is on: its condition "
                        + failed.text() + " does not hold (" + failed.file() + ")");
            }
        }
    }
}
