package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.jinja.value.Dict;

/** What Ansible would have found out about a host, as far as downloads depend on it. */
public final class HostFacts {
    private HostFacts() {}

    /** The facts of a Linux host, as {@code ansible_facts} and as the variables that Ansible makes of them. */
    public static Dict of(Architecture architecture) {
        Dict facts = new Dict.Builder()
                .put("architecture", text(architecture.kernel()))
                .put("system", text("Linux"))
                .put("os_family", text("Debian"))
                .build();
        Dict.Builder variables = new Dict.Builder().put("ansible_facts", facts);
        facts.entries().forEach(fact -> variables.put("ansible_" + fact.getKey().text(), fact.getValue()));
        return variables.build();
    }

    private static io.github.kubespraymaven.jinja.value.Text text(String value) {
        return new io.github.kubespraymaven.jinja.value.Text(value);
    }
}
