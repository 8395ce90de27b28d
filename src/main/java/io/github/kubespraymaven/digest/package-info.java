/**
 * Content digests: the one name under which every byte this plugin trusts is known. May use {@code stream}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.digest;
