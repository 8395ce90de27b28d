/**
 * {@code kubespray.lock}: what a base image is made of, file by file, each with its hash. One thing a line, sorted, to be read in
 * a review; it names no host, so that it holds with any mirror. Uses digests alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.lock;
