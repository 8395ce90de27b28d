/** The Debian packages of a base: which are asked for, which are installed, and the layers made of them. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.debian;
