/** What streams of bytes of ours begin with: they read in blocks, and nothing goes by them unseen. Uses nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.stream;
