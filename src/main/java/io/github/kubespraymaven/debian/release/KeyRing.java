package io.github.kubespraymaven.debian.release;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * The keys a Release file may be signed with. As in a keyring for apt every key may sign every suite: a suite is signed
 * with the next one's keys too, long before and after it is the stable one.
 */
public final class KeyRing {
    private static final String DEBIAN = "archive-keys.txt";

    private final List<ArchiveKey> keys;

    private KeyRing(List<ArchiveKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Debian's own keys for bullseye, bookworm and trixie. */
    public static KeyRing debian() {
        try (InputStream in = KeyRing.class.getResourceAsStream("/io/github/kubespraymaven/debian/release/" + DEBIAN)) {
            if (in == null) {
                throw new IllegalStateException("this plugin's jar lacks " + DEBIAN);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), DEBIAN);
        } catch (IOException broken) {
            throw new IllegalStateException("this plugin's jar is damaged", broken);
        }
    }

    /**
     * Reads keys from paragraphs of {@code Key}, {@code Fingerprint}, {@code Expires} (an instant) and {@code Packets} (the
     * key's packets in base64, its user IDs left out).
     *
     * @throws IOException when a key is malformed, or is not the one its fingerprint pins
     */
    public static KeyRing parse(String text, String source) throws IOException {
        List<ArchiveKey> keys = new ArrayList<>();
        for (Paragraph paragraph : ControlReader.readAll(text, source)) {
            try {
                keys.add(key(paragraph));
            } catch (IOException | RuntimeException malformed) {
                throw new IOException(paragraph.where() + ": not a key: " + malformed.getMessage(), malformed);
            }
        }
        return new KeyRing(keys);
    }

    /** The key that may have made a signature, with the packet that verifies it. */
    Optional<Signer> signer(PGPSignature signature) {
        for (ArchiveKey key : keys) {
            PGPPublicKey candidate = key.ring().getPublicKey(signature.getKeyID());
            if (candidate != null && maySign(candidate, key.ring())) {
                return Optional.of(new Signer(key, candidate));
            }
        }
        return Optional.empty();
    }

    /**
     * One of the archive's keys.
     *
     * @param name what it is for, such as {@code bookworm security}
     * @param fingerprint of its primary key, 40 upper-case hexadecimal digits
     * @param expires from when on its signatures count for nothing
     * @param ring its primary key, which the fingerprint pins, and subkeys, of which those count that it has bound to itself
     */
    record ArchiveKey(String name, String fingerprint, Instant expires, PGPPublicKeyRing ring) {}

    /** A pinned key and the one of its packets that signed. */
    record Signer(ArchiveKey key, PGPPublicKey verifier) {
        /** The earlier of the two expiries. */
        Instant expires() {
            long seconds = verifier.getValidSeconds();
            Instant own = verifier.getCreationTime().toInstant().plusSeconds(seconds);
            return seconds > 0 && own.isBefore(key.expires()) ? own : key.expires();
        }
    }

    /** The names and fingerprints, for errors. */
    String describe() {
        return String.join(
                ", ",
                keys.stream().map(key -> key.name() + " " + key.fingerprint()).toList());
    }

    private static ArchiveKey key(Paragraph paragraph) throws IOException {
        byte[] packets = Base64.getMimeDecoder().decode(paragraph.require("Packets"));
        PGPPublicKeyRing ring =
                new PGPPublicKeyRing(new ByteArrayInputStream(packets), new BcKeyFingerprintCalculator());
        String wanted = paragraph.require("Fingerprint");
        String got =
                HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
        if (!got.equals(wanted)) {
            throw new IOException("its fingerprint is " + got + ", " + wanted + " is pinned");
        }
        return new ArchiveKey(paragraph.require("Key"), wanted, Instant.parse(paragraph.require("Expires")), ring);
    }

    /** Subkeys that are bound for it sign; the primary key itself only where there are none. */
    private static boolean maySign(PGPPublicKey key, PGPPublicKeyRing ring) {
        if (!key.isMasterKey()) {
            return isBoundForSigning(key, ring.getPublicKey());
        }
        for (PGPPublicKey other : ring) {
            if (!other.isMasterKey() && isBoundForSigning(other, key)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 9580, 10.1.5: a subkey counts when the primary key's own signature binds it, and for what that says. */
    private static boolean isBoundForSigning(PGPPublicKey subkey, PGPPublicKey primary) {
        for (Iterator<PGPSignature> bindings = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
                bindings.hasNext(); ) {
            PGPSignature binding = bindings.next();
            if (binding.getKeyID() == primary.getKeyID()
                    && (binding.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0
                    && SignatureVerification.binds(binding, primary, subkey)) {
                return true;
            }
        }
        return false;
    }
}
