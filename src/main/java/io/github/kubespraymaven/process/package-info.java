/**
 * Running other programs of this machine: where they are found, and one way to run them, with a limit of time, bounded output and
 * the processes that they start. May use {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.process;
