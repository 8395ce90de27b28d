/** Files that appear whole or not at all, and what is said where they cannot. Uses nothing of ours. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.file;
