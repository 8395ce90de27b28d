/** The images of container engines on this machine, Docker's and podman's. May use {@code image} and {@code cache}. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.registry.engine;
