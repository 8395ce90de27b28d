/**
 * Images in files: the OCI image layout (OCI image specification, Image Layout), the same in a tar archive, and the archive
 * that {@code docker load} reads. Results appear whole or not at all.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image.layout;
