/**
 * Images that bases stand on: found by their names, pinned by their digests, and read for what is in them: distribution, Python,
 * packages. What was read is kept by digest, so that a second build reads no layer.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.builder.from;
