package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path directory;

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.startTls().on("/a", status(200));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anUnknownAuthorityIsRefusedWithTheWayOut() {
        SSLException e = assertThrows(SSLException.class, () -> statusWith(HttpSettings.usual()));

        assertTrue(e.toString().contains(server.uri("/a") + ": TLS failed, "), e.getMessage());
        assertTrue(
                e.toString().endsWith("if its authority is your own, give its PEM file with -Dkubespray.ca=FILE"),
                e.getMessage());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aConnectionThatBreaksWhileTlsIsAgreedOnIsTriedAgain() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket breaking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> resetAll(breaking, connections));
            accepting.start();
            URI uri = URI.create("https://127.0.0.1:" + breaking.getLocalPort() + "/a");
            Http http = new HttpTransport(HttpSettings.usual(), time -> {});

            ConnectException e = assertThrows(ConnectException.class, () -> http.send(Request.get(uri)));

            assertTrue(
                    String.valueOf(e.getMessage()).startsWith(uri + ": the connection broke while TLS was agreed on, "),
                    e.getMessage());
            assertEquals(Retries.usual().attempts(), connections.get());
        }
    }

    private static void resetAll(ServerSocket server, AtomicInteger connections) {
        while (true) {
            try (Socket connection = server.accept()) {
                connections.incrementAndGet();
                connection.getInputStream().read();
                connection.setSoLinger(true, 0);
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void anAuthorityOfAPemFileIsTrusted() throws IOException {
        assertEquals(200, statusWith(HttpSettings.usual().withAuthorities(() -> List.of(pemFile()))));
    }

    @Test
    void anAuthorityOfAHostsFolderIsTrustedForThatHostAndPortAlone() throws IOException {
        Path folders = directory.resolve("certs.d");
        Path here = Files.createDirectories(folders.resolve("127.0.0.1:" + server.port()));
        Files.move(pemFile(), here.resolve("ca.crt"));
        HttpSettings settings = HttpSettings.usual().withHostAuthorities(List.of(directory.resolve("none"), folders));
        assertEquals(200, statusWith(settings));

        Files.move(here, folders.resolve("127.0.0.1:1"));
        assertThrows(SSLException.class, () -> statusWith(settings));
    }

    @Test
    void thePlatformsAuthoritiesStayTrustedBesideThoseOfAFile() throws Exception {
        TrustManagerFactory platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        X509Certificate[] authorities = ((X509TrustManager) platform.getTrustManagers()[0]).getAcceptedIssuers();
        Assumptions.assumeTrue(authorities.length > 0, "skipped: this Java platform trusts nobody");
        Trust trust = new Trust(() -> List.of(pemFile()), new HostFolders(List.of()), Set.of());

        trust.checkServerTrusted(new X509Certificate[] {authorities[0]}, "UNKNOWN");
    }

    @Test
    void anUnverifiedHostIsTrustedByNameOrByNameAndPort() throws IOException {
        assertEquals(200, statusWith(HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1"))));
        assertEquals(200, statusWith(HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1:" + server.port()))));
        assertThrows(
                SSLException.class,
                () -> statusWith(HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1:1", "localhost"))));
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "# nothing\n");

        SSLException e = assertThrows(
                SSLException.class, () -> statusWith(HttpSettings.usual().withAuthorities(() -> List.of(empty))));

        assertTrue(e.toString().contains("empty.pem holds no certificate (a PEM file is wanted)"), e.getMessage());
    }

    @Test
    void aRedirectFromHttpsToHttpIsRefused() throws IOException {
        server.on("/b", redirect(302, URI.create("http://127.0.0.1:1/c")));
        Http http = new HttpTransport(HttpSettings.usual().withAuthorities(() -> List.of(pemFile())), time -> {});

        IOException e = assertThrows(IOException.class, () -> http.send(Request.get(server.uri("/b"))));

        assertEquals(
                server.uri("/b") + ": redirects from https to http://127.0.0.1:1/c, which is refused; name an address"
                        + " that is served over https throughout",
                e.getMessage());
    }

    @Test
    void aRedirectFromHttpToHttpsIsFollowed() throws IOException {
        try (ScriptedServer plain = ScriptedServer.start()) {
            plain.on("/a", redirect(301, server.uri("/c")));
            server.on("/c", whole("safe"));
            Http http = new HttpTransport(HttpSettings.usual().withAuthorities(() -> List.of(pemFile())), time -> {});

            try (Response response = http.send(Request.get(plain.uri("/a")))) {
                assertEquals(server.uri("/c"), response.uri());
            }
        }
    }

    private int statusWith(HttpSettings settings) throws IOException {
        try (Response response = new HttpTransport(settings, time -> {}).send(Request.get(server.uri("/a")))) {
            return response.status();
        }
    }

    private Path pemFile() throws IOException {
        try (InputStream in = TlsTest.class.getResourceAsStream("server.pem")) {
            return Files.write(directory.resolve("ca.pem"), in.readAllBytes());
        }
    }
}
