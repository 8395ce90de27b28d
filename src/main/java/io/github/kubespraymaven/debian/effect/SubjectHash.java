package io.github.kubespraymaven.debian.effect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * OpenSSL's X509_NAME_hash: the first four bytes, the lowest first, of the SHA-1 of a subject in canonical form, in which
 * texts are UTF-8 and lower case with single blanks, and the outer sequence has no header.
 */
final class SubjectHash {
    private SubjectHash() {}

    /** Returns eight hexadecimal digits. */
    static String of(X509Certificate certificate) throws IOException {
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN names : subject.getRDNs()) {
            ASN1EncodableVector set = new ASN1EncodableVector();
            for (AttributeTypeAndValue name : names.getTypesAndValues()) {
                ASN1EncodableVector pair = new ASN1EncodableVector();
                pair.add(name.getType());
                pair.add(canonical(name.getValue()));
                set.add(new DERSequence(pair));
            }
            canonical.writeBytes(new DERSet(set).getEncoded(ASN1Encoding.DER));
        }
        byte[] sum = sha1(canonical.toByteArray());
        byte[] lowestFirst = Arrays.copyOf(sum, 4);
        return String.format(
                Locale.ROOT, "%02x%02x%02x%02x", lowestFirst[3], lowestFirst[2], lowestFirst[1], lowestFirst[0]);
    }

    private static ASN1Encodable canonical(ASN1Encodable value) {
        if (!(value instanceof ASN1String text)) {
            return value;
        }
        StringBuilder lower = new StringBuilder();
        for (char c : text.getString()
                .strip()
                .replaceAll("[ \\t\\n\\x0B\\f\\r]+", " ")
                .toCharArray()) {
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return new DERUTF8String(lower.toString());
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
