/**
 * Debian control data: paragraphs of fields, as deb822(5) and Debian Policy 5.1 describe them. One reader serves Packages,
 * Release, control, status and apt's sources. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.control;
