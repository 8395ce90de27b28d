/**
 * Jinja's and Ansible's filters and tests: a value and arguments go in, a value comes out. A name that is not here is an error that offers the
 * nearest ones. Source: the Jinja documentation, "List of Builtin Filters" and "… Tests"; Ansible's documentation of ansible.builtin.
 * Uses {@code jinja.value}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.jinja.filter;
