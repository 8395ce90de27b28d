/**
 * Debian package versions and their order: Debian Policy 5.6.12, and deb-version(7) where Policy is silent. Uses nothing
 * but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.version;
