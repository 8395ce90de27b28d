/**
 * What a Python distribution asks for: names (PEP 503), requirements and environment markers (PEP 508, extras as PEP 685
 * has them), with the decisions that the {@code packaging} library took where the text is silent. Uses
 * {@code python.version} and {@code python.text}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.requirement;
