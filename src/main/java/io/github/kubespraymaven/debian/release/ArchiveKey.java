package io.github.kubespraymaven.debian.release;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * One of the archive's keys.
 *
 * @param name what it is for, such as {@code bookworm security}
 * @param fingerprint of its primary key, 40 upper-case hexadecimal digits
 * @param expires from when on its signatures count for nothing
 * @param signers the keys that may sign for it: its subkeys that are bound to it for that, or itself where it has none
 */
record ArchiveKey(String name, String fingerprint, Instant expires, List<PGPPublicKey> signers) {}
