package io.github.kubespraymaven.debian.release;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;

/**
 * Asks whether a signature is good. The arithmetic is the JDK's: Bouncy Castle's own first looks for weaknesses of an RSA
 * key, which takes longer than everything else about a Release file, and these keys are pinned.
 */
final class Verification {
    private static final PGPContentVerifierBuilderProvider ARITHMETIC = new JcaPGPContentVerifierBuilderProvider();

    private Verification() {}

    /** Whether a key signed this text, given in its canonical form. */
    static boolean signs(PGPSignature signature, PGPPublicKey key, byte[] canonical) {
        try {
            signature.init(ARITHMETIC, key);
            signature.update(canonical);
            return signature.verify();
        } catch (PGPException | RuntimeException unusable) {
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
