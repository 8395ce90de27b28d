/**
 * Maintainer scripts, read and never run: the part of the POSIX shell's language in which they are written (POSIX.1-2017,
 * Shell Command Language, 2), evaluated as far as what they say is known without running anything. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.script;
