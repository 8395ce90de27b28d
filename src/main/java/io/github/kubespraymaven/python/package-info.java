/**
 * Python distributions: the standards that name, describe and pick them, a package each, and what is built on those.
 * The packages {@code version}, {@code requirement}, {@code requirementsfile}, {@code tag} and {@code metadata} are pure:
 * they turn text into values, open nothing, and use the JDK and each other alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python;
