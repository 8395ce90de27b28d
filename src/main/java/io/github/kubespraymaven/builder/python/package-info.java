/** The Python distributions and collections of a base: requirements, the interpreter they are for, what is installed, and its layers. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.python;
