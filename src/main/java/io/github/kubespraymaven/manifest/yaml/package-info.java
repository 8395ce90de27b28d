/**
 * YAML 1.1 as Ansible reads it (PyYAML's safe loader): values with the places of their templates. Documents are bounded, aliases cannot blow
 * up, unknown tags, duplicate keys and encrypted values are errors with file:line:column. Uses {@code jinja} and snakeyaml's parser.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.yaml;
