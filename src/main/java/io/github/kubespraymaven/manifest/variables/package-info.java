/**
 * Where a variable's value comes from: kubespray's defaults, an inventory's groups and hosts, facts, the roles' own variables, extra variables,
 * in Ansible's order of precedence (Ansible documentation, "Understanding variable precedence"). Uses {@code jinja}, {@code manifest.yaml}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.variables;
