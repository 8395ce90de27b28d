/**
 * Inventories: hosts, groups and their variables, from files in INI or YAML or a directory of them (Ansible documentation, "How to build your
 * inventory"). Dynamic inventories are refused. Uses {@code jinja} and {@code manifest.yaml}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.inventory;
