/**
 * Machine-readable copyright files (Debian's copyright-format 1.0, once DEP-5): which licences a package names. They are
 * written by hand, so anything is taken as far as it can be read. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.copyright;
