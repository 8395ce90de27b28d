/**
 * Trust in an archive: its Release file, signed in the clear (RFC 9580, section 7, as apt narrows it), by keys that are
 * pinned here by fingerprint; and through the hashes in it, in the packages' lists and so in every package. Uses
 * {@code debian.control} and {@code digest}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.debian.release;
