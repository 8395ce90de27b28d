/**
 * Versions and version specifiers of Python distributions: PEP 440 as the PyPA specification "Version specifiers" has it,
 * with the decisions that the {@code packaging} library took where the text is silent. Uses {@code python.text}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.version;
