/**
 * Ansible's collections inside the distribution {@code ansible}: which of them a checkout uses, and the distribution without
 * the others. Uses {@code python.wheel}, {@code python.sdist}, {@code python.zip} and {@code json}, and SnakeYAML's nodes:
 * playbooks are read for the names in them, and never made into objects.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.python.collection;
