package io.github.kubespraymaven.build.base;

/**
 * Where the parts of a base come from.
 *
 * @param files where upstream's files come from
 */
public record Sources(FilesMirror files) {}
