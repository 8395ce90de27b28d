/** The goal {@code lock}: resolves what a base is made of, and writes it down. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.lock;
