package io.github.kubespraymaven.debian.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A signing key of a test's own, and what it signs. */
public record TestKey(String name, Instant expires, PGPKeyPair primary, PGPKeyPair signer, String packets) {
    private static final Date CREATED = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

    /** A key that signs itself. */
    public static TestKey plain(String name, Instant expires) {
        PGPKeyPair pair = pair();
        return new TestKey(name, expires, pair, pair, base64(encoded(pair)));
    }

    /** A key that signs with a subkey; {@code flags} is what the primary key's signature allows the subkey to do. */
    static TestKey withSubkey(String name, Instant expires, int flags) throws Exception {
        PGPKeyPair primary = pair();
        PGPKeyPair subkey = pair();
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setKeyFlags(true, flags);
        PGPSignatureGenerator generator = generator(primary, HashAlgorithmTags.SHA256);
        generator.init(PGPSignature.SUBKEY_BINDING, primary.getPrivateKey());
        generator.setHashedSubpackets(hashed.generate());
        PGPSignature binding = generator.generateCertification(primary.getPublicKey(), subkey.getPublicKey());
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packets.writeBytes(encoded(primary));
        // A subkey packet is a public key packet under another tag (RFC 9580, 5.5.1.2): 14 in the place of 6.
        byte[] packet = encoded(subkey);
        packet[0] = (byte) ((packet[0] & 0xC3) | (14 << 2));
        packets.writeBytes(packet);
        packets.writeBytes(binding.getEncoded());
        return new TestKey(name, expires, primary, subkey, base64(packets.toByteArray()));
    }

    /** The key as {@link KeyRing#parse} reads it. */
    public String paragraph() {
        return "Key: " + name + "\nFingerprint: "
                + HexFormat.of()
                        .withUpperCase()
                        .formatHex(primary.getPublicKey().getFingerprint()) + "\nExpires: "
                + expires + "\nPackets:\n " + packets + "\n";
    }

    /** The text, signed in the clear by each of the keys. */
    public static byte[] sign(String text, int hash, TestKey... keys) throws IOException, PGPException {
        StringBuilder message = new StringBuilder("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n");
        for (String line : text.split("\n")) {
            message.append(line.startsWith("-") ? "- " : "").append(line).append('\n');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().clearHeaders().build(out)) {
            for (TestKey key : keys) {
                PGPSignatureGenerator generator = generator(key.signer, hash);
                generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, key.signer.getPrivateKey());
                generator.update(
                        text.stripTrailing().replaceAll("[ \t]*\n", "\r\n").getBytes(StandardCharsets.UTF_8));
                generator.generate().encode(armor);
            }
        }
        return message.append(out.toString(StandardCharsets.US_ASCII))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A key ring of these keys. */
    public static KeyRing ring(TestKey... keys) throws IOException {
        StringBuilder text = new StringBuilder();
        for (TestKey key : keys) {
            text.append(key.paragraph()).append('\n');
        }
        return KeyRing.parse(text.toString(), "keys");
    }

    static int mayCertify() {
        return KeyFlags.CERTIFY_OTHER;
    }

    static int maySign() {
        return KeyFlags.SIGN_DATA;
    }

    private static PGPSignatureGenerator generator(PGPKeyPair key, int hash) {
        return new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), hash), key.getPublicKey());
    }

    private static PGPKeyPair pair() {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        try {
            return new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(),
                    CREATED);
        } catch (PGPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] packets) {
        return Base64.getEncoder().encodeToString(packets);
    }

    private static byte[] encoded(PGPKeyPair pair) {
        try {
            return pair.getPublicKey().getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
