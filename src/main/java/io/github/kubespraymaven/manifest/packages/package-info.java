/**
 * What kubespray installs on hosts with the package manager of their distribution: the plays of cluster.yml are followed as Ansible would run
 * them, with the facts of a distribution, and the tasks that install or remove packages are noted. Source: Ansible's documentation of playbooks,
 * roles and the precedence of variables. Uses {@code jinja}, {@code manifest.inventory}, {@code manifest.role} and {@code manifest.variables}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.packages;
