package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;

/**
 * A distribution of a resolution, and what its index lists of its file.
 *
 * @param chosen what was resolved
 * @param digest of the file's bytes, a SHA-256
 * @param size of the file in bytes
 */
public record PinnedDistribution(ResolvedDistribution chosen, Digest digest, long size) {}
