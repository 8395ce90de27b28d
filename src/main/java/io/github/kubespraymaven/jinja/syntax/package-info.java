/**
 * Jinja's syntax: a string becomes tokens, tokens become a tree. Only what variables and lists need is there: expressions, if, for, set and
 * raw; macros, includes and inheritance are refused by name. Source: the Jinja documentation, "Template Designer Documentation"; Ansible's
 * settings of it (trim_blocks, and backslashes in expressions taken literally). Uses {@code jinja.value}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.jinja.syntax;
