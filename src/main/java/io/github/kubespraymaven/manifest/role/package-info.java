/**
 * What roles bring into a cluster beyond {@code downloads}: images that only their templates name, and charts. Roles are found by the
 * dependencies of kubespray's own roles (meta/main.yml) and by the roles that their tasks include, with the conditions under which they run.
 * Uses {@code jinja}, {@code manifest.variables} and {@code manifest.yaml}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.role;
