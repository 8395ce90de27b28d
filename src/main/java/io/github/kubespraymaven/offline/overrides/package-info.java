/**
 * The variables that make kubespray use a site's own servers: {@code offline.yml}, from the release's own variables and an inventory, with
 * the proof that it moves each file and each image and changes nothing else. Source: kubespray's roles and Ansible's order of
 * precedence. Uses {@code manifest}, {@code registry.reference}, {@code offline.mirror}'s names and {@code json}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline.overrides;
