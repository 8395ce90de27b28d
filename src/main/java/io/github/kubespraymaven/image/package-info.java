/**
 * Container images: layers, config, manifest and index, as the OCI image specification (1.1) describes them. May use {@code
 * tree}, {@code digest}, {@code json} and {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image;
