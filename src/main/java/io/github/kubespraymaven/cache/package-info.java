/**
 * The content-addressed store on disk: blobs under their digest, and small records under a key. Safe to share between
 * builds that run at once, to interrupt and to delete at any time. May use {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.cache;
