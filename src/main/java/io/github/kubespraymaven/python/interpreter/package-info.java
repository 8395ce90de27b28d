/**
 * The Pythons of a root file system, read from its files: which one a shell would start, where its distributions go (Python's
 * sysconfig, Installation paths), which are there already, and which C library wheels have to fit. May use {@code tree},
 * {@code python.wheel} and {@code python.requirement}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.interpreter;
