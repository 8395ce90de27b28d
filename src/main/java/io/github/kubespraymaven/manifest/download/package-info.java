/**
 * The variable {@code downloads} of one host: its entries, evaluated field by field, and which of them the host downloads, by the rules of
 * kubespray's role download (roles/download/tasks). Uses {@code jinja} and {@code manifest.variables}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.manifest.download;
