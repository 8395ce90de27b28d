package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables that a role sets itself on some distributions, by including a file of variables: these win over an inventory, and only extra
 * variables win over them. Since extra variables are for all hosts, each becomes a template that asks for the distribution.
 */
final class DistributionOverrides {
    private final RoleDefaults defaults;
    private final List<String> warnings = new ArrayList<>();

    DistributionOverrides(RoleDefaults defaults) {
        this.defaults = defaults;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Those of the given overrides that a distribution's file sets too. */
    List<VariableOverride> of(List<VariableOverride> overrides) {
        List<VariableOverride> found = new ArrayList<>();
        for (VariableOverride override : overrides) {
            Map<String, String> values = values(override.name());
            if (!values.isEmpty()) {
                StringBuilder text = new StringBuilder();
                values.forEach((distribution, value) -> text.append(text.isEmpty() ? "{% if " : "{% elif ")
                        .append("(ansible_facts['distribution'] | lower).split(' ')[0] == '")
                        .append(distribution)
                        .append("' %}")
                        .append(value));
                found.add(new VariableOverride(
                        override.name(),
                        text.append("{% else %}") + override.value().toString() + "{% endif %}"));
            }
        }
        return found;
    }

    /** Values by distribution: files are called after it. */
    private Map<String, String> values(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, VariableFile> file : defaults.chosen().entrySet()) {
            file.getValue().find(name).flatMap(RoleDefaults::source).ifPresent(source -> {
                String path = file.getKey();
                String distribution = path.substring(path.lastIndexOf('/') + 1).replace(".yml", "");
                if (!distribution.matches("[a-z0-9]+")
                        || FileServer.place(source).isEmpty()) {
                    warnings.add(path + " sets " + name + " itself, for hosts that its name does not tell clearly:"
                            + " override it there with extra variables by hand");
                    return;
                }
                values.put(
                        distribution,
                        "{{ " + UrlOverrides.PACKAGES + " }}/"
                                + FileServer.place(source).orElseThrow());
            });
        }
        return values;
    }
}
