/**
 * Verified downloads: what leaves this room has the digest that was asked for, and stands in the cache. May use {@code
 * http}, {@code cache}, {@code digest} and {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.fetch;
