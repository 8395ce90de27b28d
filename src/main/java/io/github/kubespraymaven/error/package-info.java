/** How a user's mistake is told from the world's misfortune. Every room may use it; it uses nothing. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.error;
