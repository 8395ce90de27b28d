/** How user errors are distinguished from environment failures. Every room may use it; it uses nothing. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.error;
