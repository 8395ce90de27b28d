/**
 * The values that Ansible's templates compute with: Python's strings, numbers, lists and dictionaries as YAML gives them, with Python's
 * rules for text, truth, equality and order. Everything is immutable and bounded in size, so that whoever walks a value comes to an end.
 * Source: The Python Language Reference, chapter 6; the Jinja documentation, "Undefined Types". Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.jinja.value;
