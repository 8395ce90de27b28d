/**
 * Relationships between packages: Debian Policy 7.1 for the syntax and 7.3 to 7.5 for what they say, and dpkg's
 * {@code :any} and {@code :arch} qualifiers. Uses {@code debian.version}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.relation;
