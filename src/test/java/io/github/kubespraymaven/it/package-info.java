/**
 * Maven itself, run with the packaged plugin on small checkouts against servers of the tests' own: what users see. Run by
 * {@code mvn verify}; may use the fixtures of all rooms.
 */
package io.github.kubespraymaven.it;
