package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

/**
 * What update-ca-certificates(8) leaves: the bundle that curl reads, and for Python and openssl a link per certificate and
 * one under the hash of its subject.
 */
final class CaCertificates {
    private static final String SOURCE = "usr/share/ca-certificates/";
    private static final TreePath DIRECTORY = TreePath.of("etc/ssl/certs");

    private final Unpacked unpacked;

    CaCertificates(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    static boolean reads(TreePath place) {
        return place.value().startsWith(SOURCE) && place.value().endsWith(".crt");
    }

    void addTo(Map<TreePath, Entry> entries) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        StringBuilder configuration = new StringBuilder();
        Map<String, Integer> hashes = new HashMap<>();
        for (Map.Entry<TreePath, byte[]> file : unpacked.contents().entrySet()) {
            if (!reads(file.getKey())) {
                continue;
            }
            configuration
                    .append(file.getKey().value().substring(SOURCE.length()))
                    .append('\n');
            String name = file.getKey()
                            .name()
                            .replaceFirst("\\.crt$", "")
                            .replace(' ', '_')
                            .replace('(', '=')
                            .replace(')', '=')
                            .replace(',', '_')
                    + ".pem";
            entries.put(DIRECTORY.resolve(name), Entry.Symlink.to("/" + file.getKey()));
            String hash = SubjectHash.of(certificate(file.getKey(), file.getValue()));
            int number = hashes.merge(hash, 1, Integer::sum) - 1;
            entries.put(DIRECTORY.resolve(hash + "." + number), Entry.Symlink.to(name));
            bundle.writeBytes(file.getValue());
            if (file.getValue().length > 0 && file.getValue()[file.getValue().length - 1] != '\n') {
                bundle.write('\n');
            }
        }
        if (bundle.size() > 0) {
            entries.put(
                    DIRECTORY.resolve("ca-certificates.crt"),
                    Entry.RegularFile.of(0644, Content.of(bundle.toByteArray())));
            entries.put(
                    TreePath.of("etc/ca-certificates.conf"),
                    Entry.RegularFile.of(
                            0644, Content.of(configuration.toString().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static X509Certificate certificate(TreePath place, byte[] pem) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            throw new IOException("/" + place + " is no certificate: " + e.getMessage(), e);
        }
    }
}
