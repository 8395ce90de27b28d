package io.github.kubespraymaven.offline.overrides;

/**
 * A variable with its new value.
 *
 * @param value a text, a boolean, a list or a map of such; texts may hold templates
 */
record VariableOverride(String name, Object value) {}
