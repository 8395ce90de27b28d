/**
 * Python distributions: the standards that name, describe and pick them, a package each, and what is built on those.
 * The packages {@code version}, {@code requirement}, {@code requirementsfile}, {@code tag} and {@code metadata} are pure:
 * they turn text into values, open nothing, and use the JDK and each other alone. What all of them throw is here: {@link
 * io.github.kubespraymaven.python.InvalidSyntaxException} for texts, {@link io.github.kubespraymaven.python.PythonException} for files.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python;
