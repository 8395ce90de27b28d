package io.github.kubespraymaven.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as OpenSSL writes them (RFC 7468; text around the blocks is to be ignored, section 5.2). */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    /** PKCS #1 (RFC 8017, A.1.2) and SEC 1 (RFC 5915, section 4): the key alone, without a word on its algorithm. */
    private static final Set<String> BARE_KEYS = Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Pem() {}

    /** Returns the certificates of a file, in their order: at least one. */
    static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = blocks(file);
        while (block.find()) {
            if (CERTIFICATES.contains(block.group(1))) {
                byte[] der = Base64.getMimeDecoder().decode(block.group(2));
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("holds no certificate (a PEM file is wanted)");
        }
        return certificates;
    }

    /**
     * Returns the private key of a file.
     *
     * @param partner the public key that belongs to it
     * @throws GeneralSecurityException if there is none, or none of the partner's kind; no message holds any of it
     */
    static PrivateKey privateKey(Path file, PublicKey partner) throws IOException, GeneralSecurityException {
        Matcher block = blocks(file);
        while (block.find()) {
            String kind = block.group(1);
            if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
                throw new GeneralSecurityException("is encrypted, and nobody can be asked for its password; 'openssl"
                        + " pkey' writes it without one");
            }
            boolean bare = BARE_KEYS.contains(kind);
            if (bare || kind.equals("PRIVATE KEY")) {
                byte[] der = Base64.getMimeDecoder().decode(block.group(2));
                return privateKey(bare ? wrapped(der, partner) : der, partner.getAlgorithm());
            }
        }
        throw new GeneralSecurityException("holds no private key (a PEM file is wanted)");
    }

    private static PrivateKey privateKey(byte[] pkcs8, String algorithm) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            // The Java platform's own words differ between releases, and might repeat what they are about.
            throw new GeneralSecurityException("holds no " + algorithm + " private key that Java can read");
        }
    }

    private static Matcher blocks(Path file) throws IOException {
        return BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** PKCS #8 (RFC 5208, section 5): the algorithm, a curve included, stands in the public key too (RFC 5280, 4.1.2.7). */
    private static byte[] wrapped(byte[] key, PublicKey partner) {
        byte[] info = partner.getEncoded();
        int start = contentStart(info, 0);
        byte[] algorithm = Arrays.copyOfRange(info, start, end(info, start));
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() >= 0x80) {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int skipped = length[0] == 0 ? 1 : 0;
            element.write(0x80 | (length.length - skipped));
            element.write(length, skipped, length.length - skipped);
        } else {
            element.write(content.size());
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** X.690, section 8.1.3: a length below 128 is its own octet, a greater one follows so many octets. */
    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first - 0x80);
    }

    private static int end(byte[] der, int at) {
        int start = contentStart(der, at);
        int length = start == at + 2
                ? der[at + 1]
                : new BigInteger(1, Arrays.copyOfRange(der, at + 2, start)).intValueExact();
        return start + length;
    }
}
