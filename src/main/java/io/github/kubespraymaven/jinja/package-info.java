/**
 * Ansible's templates, evaluated without Ansible, as ansible-core 2.9 to 2.18 do by default (jinja2_native off): pure, strict, and bounded in
 * depth, steps and size. Whatever is unknown is an error that says where; nothing is looked up by reflection; nothing is read but the
 * variables and the environment that are passed in. {@link io.github.kubespraymaven.jinja.Evaluator} is the way in.
 * Uses its own sub-packages: {@code value}, {@code syntax}, {@code filter}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.jinja;
