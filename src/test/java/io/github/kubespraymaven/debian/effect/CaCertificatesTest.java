package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The authorities that are trusted. */
class CaCertificatesTest {
    /** Made for this test; its subject has a letter beyond ASCII, capitals, and blanks that do not count. */
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIB5DCCAYmgAwIBAgIURT39uMCMBmh5nnRfMyKFEZX6LLEwCgYIKoZIzj0EAwIw
            RzELMAkGA1UEBhMCREUxFjAUBgNVBAoMDSAgU29tZSAgIE9SRyAxEzARBgNVBAMM
            ClTDqXN0IFJvb3QxCzAJBgNVBAUTAjQyMB4XDTI2MTEyMjE1MTY0NloXDTM2MTEx
            OTE1MTY0NlowRzELMAkGA1UEBhMCREUxFjAUBgNVBAoMDSAgU29tZSAgIE9SRyAx
            EzARBgNVBAMMClTDqXN0IFJvb3QxCzAJBgNVBAUTAjQyMFkwEwYHKoZIzj0CAQYI
            KoZIzj0DAQcDQgAEdfxDxQheXvRqqohmE656rd+0HiOe5BOoUjhxBeYuJ+i4nZUy
            lyfwveXI93C175dGiJT83BFj5TEuvANu2p1N/qNTMFEwHQYDVR0OBBYEFNC3fCvK
            ln4OErbYbR3ZH3k5bdAvMB8GA1UdIwQYMBaAFNC3fCvKln4OErbYbR3ZH3k5bdAv
            MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALJv4jk5ec8HskxG
            rTeQWXG4w6REEdyfzdJY4fg5VcP1AiEA1RVsRwiDk1TQjdNAPMkN1bt5++ZYMZK8
            xdchWDIYjsE=
            -----END CERTIFICATE-----
            """;

    @Test
    void aCertificateIsFoundByNameByHashAndInTheBundle() throws IOException {
        DrawnRoot root = DrawnRoot.of(deb("ca-certificates", "", tar -> tar.file(
                        "./usr/share/ca-certificates/mozilla/A_Root_(G2).crt", 0644, CERTIFICATE)
                .file("./usr/share/ca-certificates/mozilla/Again.crt", 0644, CERTIFICATE.stripTrailing())));
        assertEquals("-> /usr/share/ca-certificates/mozilla/A_Root_(G2).crt", root.at("etc/ssl/certs/A_Root_=G2=.pem"));
        // As "openssl x509 -hash" prints it; two of the same subject are numbered.
        assertEquals("-> A_Root_=G2=.pem", root.at("etc/ssl/certs/aee4b815.0"));
        assertEquals("-> Again.pem", root.at("etc/ssl/certs/aee4b815.1"));
        assertEquals(CERTIFICATE + CERTIFICATE, root.text("etc/ssl/certs/ca-certificates.crt"));
        assertTrue(root.text("etc/ca-certificates.conf").endsWith("#\nmozilla/A_Root_(G2).crt\nmozilla/Again.crt\n"));
    }

    @Test
    void whatIsNoCertificateIsAnErrorThatNamesIt() {
        IOException error = assertThrows(
                IOException.class,
                () -> DrawnRoot.of(deb(
                        "ca-certificates",
                        "",
                        tar -> tar.file("./usr/share/ca-certificates/mozilla/bad.crt", 0644, "no\n"))));
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("/usr/share/ca-certificates/mozilla/bad.crt is no certificate"),
                String.valueOf(error.getMessage()));
    }
}
