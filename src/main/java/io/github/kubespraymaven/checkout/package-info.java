/**
 * A kubespray checkout: what is one, which version it is, and the tree of it that goes into an image. Follows what
 * kubespray's releases from v2.16 on look like, and what Docker makes of a .dockerignore file. May use {@code tree},
 * {@code digest} and {@code json}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.checkout;
