package io.github.kubespraymaven.debian.release;

import java.time.Instant;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * One of the archive's keys.
 *
 * @param name what it is for, such as {@code bookworm security}
 * @param fingerprint of its primary key, 40 upper-case hexadecimal digits
 * @param expires from when on its signatures count for nothing
 * @param ring its primary key, which the fingerprint pins, and subkeys, of which those count that it has bound to itself
 */
record ArchiveKey(String name, String fingerprint, Instant expires, PGPPublicKeyRing ring) {}
