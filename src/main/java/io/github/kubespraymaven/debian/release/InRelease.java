package io.github.kubespraymaven.debian.release;

import io.github.kubespraymaven.debian.DebianException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * Verifies InRelease files as apt does: one good signature by a pinned key is wanted; signatures by other keys, by keys
 * that have expired and with hashes that are no longer trusted count for nothing; a wrong signature spoils all.
 */
public final class InRelease {
    /** apt trusts neither MD5 nor SHA-1 nor RIPE-MD/160. */
    private static final Set<Integer> HASHES =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

    private InRelease() {}

    /**
     * The Release file that an InRelease file carries.
     *
     * @param file the whole file
     * @param name what it is, for errors, such as {@code bookworm-security InRelease}
     * @param keys who may sign it
     * @param at the instant it is used for: keys must not have expired, and the file must be valid then
     * @throws DebianException when it must not be used; the message says why
     */
    public static Release verify(byte[] file, String name, KeyRing keys, Instant at) throws DebianException {
        ClearSigned message = ClearSigned.parse(file, name);
        byte[] canonical = message.canonical();
        List<String> worthless = new ArrayList<>();
        boolean good = false;
        for (PGPSignature signature : message.signatures()) {
            Optional<String> worthlessBecause = judge(signature, canonical, name, keys, at);
            worthlessBecause.ifPresent(worthless::add);
            good |= worthlessBecause.isEmpty();
        }
        if (!good) {
            throw new DebianException(name + ": no signature by a key of the archive: " + String.join("; ", worthless)
                    + ". Trusted are " + keys.describe());
        }
        return Release.parse(message.text(), name).requireValid(at);
    }

    /** Empty for a good signature; else why it counts for nothing. */
    private static Optional<String> judge(
            PGPSignature signature, byte[] canonical, String name, KeyRing keys, Instant at) throws DebianException {
        String id = String.format("%016X", signature.getKeyID());
        Optional<KeyRing.Signer> signer = keys.signer(signature);
        if (signer.isEmpty()) {
            return Optional.of("key " + id + " is not known");
        }
        String who = "key " + id + " (" + signer.get().key().name() + ")";
        if (!HASHES.contains(signature.getHashAlgorithm())) {
            return Optional.of(who + " used hash algorithm " + signature.getHashAlgorithm() + ", which is not trusted");
        }
        if (!verifies(signature, signer.get(), canonical)) {
            throw new DebianException(
                    name + ": the signature by " + who + " is wrong: the file was changed after it was signed");
        }
        if (!at.isBefore(signer.get().expires())) {
            return Optional.of(who + " expired at " + signer.get().expires() + ", before " + at);
        }
        if (hasExpired(signature, at)) {
            return Optional.of("the signature by " + who + " has expired before " + at);
        }
        return Optional.empty();
    }

    private static boolean hasExpired(PGPSignature signature, Instant at) {
        long seconds = signature.getHashedSubPackets() == null
                ? 0
                : signature.getHashedSubPackets().getSignatureExpirationTime();
        return seconds > 0
                && !at.isBefore(signature.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private static boolean verifies(PGPSignature signature, KeyRing.Signer signer, byte[] canonical) {
        return signature.getVersion() == 4
                && signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT
                && SignatureVerification.signs(signature, signer.verifier(), canonical);
    }
}
