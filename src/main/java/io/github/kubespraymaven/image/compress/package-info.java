/**
 * Compressed layer streams whose bytes depend on their content alone: gzip (RFC 1952) over deflate (RFC 1951), and zstd
 * (RFC 8878). A stream is cut into pieces of a fixed size that are compressed by as many threads as there are, and joined
 * in their order. Uses nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.image.compress;
