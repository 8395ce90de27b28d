/** Where an image is to go or comes from, in the transports of skopeo and podman (containers-transports(5)). Uses nothing of ours. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image.transport;
