/**
 * Images copied to a registry, a layout or an archive, under the names that kubespray's overrides expect; byte for byte, what
 * is there already left alone, what fails named at the end.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline.mirror;
