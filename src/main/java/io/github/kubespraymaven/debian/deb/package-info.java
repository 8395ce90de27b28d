/**
 * Debian's binary packages as files: the archive of archives that deb(5) describes, read once from front to end and trusted
 * in nothing. Whatever is not exactly what dpkg-deb writes is an error that names the package and the member. May use {@code
 * debian.control} and {@code tree}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.deb;
