/**
 * What a root that packages are added to has already: its files by name, and dpkg's records of what is installed (dpkg's
 * {@code status}; {@code status.d} as images without dpkg have it). May use {@code debian.control} and {@code tree}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.installed;
