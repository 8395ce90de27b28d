package io.github.kubespraymaven.manifest.packages;

/**
 * A package that a task installs or removes.
 *
 * @param name as the package manager is told, perhaps with a version
 * @param isRemoved whether it is removed
 * @param why the role, and the conditions that are not about the distribution
 */
record OsPackage(String name, boolean isRemoved, String why) {}
