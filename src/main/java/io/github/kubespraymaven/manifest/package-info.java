/**
 * What a kubespray deployment downloads, without Ansible: kubespray's variable files and an inventory go in, lists of files and images come
 * out. {@link io.github.kubespraymaven.manifest.Kubectl} answers the one question that an image build has.
 * Source: kubespray's own roles (kubespray_defaults, download) and scripts (contrib/offline); Ansible's documentation of variable precedence
 * and inventories. Uses {@code jinja}, {@code json} and {@code mistake}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest;
