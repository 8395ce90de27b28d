package io.github.kubespraymaven.debian.release;

import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPContentVerifier;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;

/**
 * Asks whether a signature is good. The arithmetic is the JDK's: Bouncy Castle's own first looks for weaknesses of an RSA
 * key, which takes longer than everything else about a Release file, and these keys are pinned.
 */
final class SignatureVerification {
    private static final PGPContentVerifierBuilderProvider ARITHMETIC = new JcaPGPContentVerifierBuilderProvider();

    private SignatureVerification() {}

    /**
     * Whether a key signed this text, given in its canonical form. The signature hashes the text and then its own trailer
     * (RFC 9580, 5.2.4); handing it over whole, and not through {@link PGPSignature}, saves looking for line ends byte by
     * byte once more.
     */
    static boolean signs(PGPSignature signature, PGPPublicKey key, byte[] canonical) {
        try {
            PGPContentVerifier verifier = ARITHMETIC
                    .get(signature.getKeyAlgorithm(), signature.getHashAlgorithm())
                    .build(key);
            try (OutputStream signed = verifier.getOutputStream()) {
                signed.write(canonical);
                signed.write(signature.getSignatureTrailer());
            }
            return verifier.verify(signature.getSignature());
        } catch (PGPException | IOException | RuntimeException unusable) {
            return false;
        }
    }

    /** Whether a primary key binds a subkey to itself. */
    static boolean binds(PGPSignature binding, PGPPublicKey primary, PGPPublicKey subkey) {
        try {
            binding.init(ARITHMETIC, primary);
            return binding.verifyCertification(primary, subkey);
        } catch (PGPException | RuntimeException unusable) {
            return false;
        }
    }
}
