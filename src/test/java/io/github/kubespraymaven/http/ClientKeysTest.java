package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeysTest {
    @TempDir
    Path directory;

    private ScriptedServer server;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        Path known = copy("client.pem", directory.resolve("known.pem"));
        server = ScriptedServer.startTlsFor(Pem.certificates(known).get(0)).on("/a", status(200));
        folder = Files.createDirectories(directory.resolve("certs.d/127.0.0.1:" + server.port()));
        copy("server.pem", folder.resolve("ca.crt"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServerThatAsksForACertificateGetsTheOneInItsFolder() throws IOException {
        copy("client.pem", folder.resolve("me.cert"));
        copy("client.key", folder.resolve("me.key"));
        assertEquals(200, ask());
    }

    @Test
    void ofSeveralTheServerGetsTheOneThatItsAuthoritiesMade() throws Exception {
        copy("server.pem", folder.resolve("a.cert"));
        Files.writeString(
                folder.resolve("a.key"), pem("PRIVATE KEY", serversKey().getEncoded()));
        copy("client.pem", folder.resolve("b.cert"));
        copy("client.key", folder.resolve("b.key"));
        assertEquals(200, ask());
    }

    @Test
    void anotherPortsCertificateIsNotShown() throws IOException {
        Path other = Files.createDirectories(directory.resolve("certs.d/127.0.0.1:1"));
        copy("client.pem", other.resolve("me.cert"));
        copy("client.key", other.resolve("me.key"));
        assertThrows(IOException.class, () -> ask(time -> {}));
        assertEquals(List.of(), server.requests());
    }

    @Test
    void whoeverIsRefusedIsToldWhereACertificateBelongs() {
        SSLHandshakeException refused = new SSLHandshakeException("Received fatal alert: certificate_required");
        assertEquals(
                "https://reg.example/v2/: TLS failed, Received fatal alert: certificate_required; if the server takes only"
                        + " clients that it knows, put your certificate and its key into certs.d/reg.example:443 as"
                        + " client.cert and client.key",
                Failure.of(URI.create("https://reg.example/v2/"), refused, Proxies.none())
                        .getMessage());
    }

    @Test
    void filesThatMakeNoPairAreNamed() throws Exception {
        Path certificate = copy("client.pem", folder.resolve("me.cert"));
        Path key = folder.resolve("me.key");
        assertEquals(
                certificate + " is a client's certificate without its key; put that beside it as me.key. An authority's"
                        + " certificate is to be called *.crt",
                mistake());

        String unusable = "the client's certificate " + certificate + " cannot be used: ";
        Files.writeString(key, "no key\n");
        assertEquals(unusable + key + " holds no private key (a PEM file is wanted)", mistake());
        Files.writeString(key, pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        assertEquals(
                unusable + key + " is encrypted, and nobody can be asked for its password; 'openssl pkey' writes it"
                        + " without one",
                mistake());
        Files.writeString(key, pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        assertEquals(unusable + key + " holds no EC private key that Java can read", mistake());
        Files.writeString(key, pem("PRIVATE KEY", serversKey().getEncoded()));
        assertEquals(key + " is not the key of the certificate in " + certificate, mistake());
        Files.writeString(key, pem("PRIVATE KEY", rsa().getPrivate().getEncoded()));
        assertEquals(unusable + key + " holds no EC private key that Java can read", mistake());

        copy("client.key", key);
        Files.writeString(certificate, "no certificate\n");
        assertEquals(unusable + certificate + " holds no certificate (a PEM file is wanted)", mistake());
        Files.delete(certificate);
        assertEquals(
                key + " is a client's key without its certificate; put that beside it as me.cert, or take it away",
                mistake());
    }

    @Test
    void keysAreReadInAllFormsThatOpensslWrites() throws Exception {
        KeyPair rsa = rsa();
        byte[] pkcs8 = rsa.getPrivate().getEncoded();
        // Before the key itself there are a sequence (4), the version (3), RSA as algorithm (15) and an octet string
        // (4).
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        Path file = directory.resolve("key.pem");
        Files.writeString(file, pem("PRIVATE KEY", pkcs8));
        assertEquals(rsa.getPrivate(), Pem.privateKey(file, rsa.getPublic()));
        Files.writeString(file, "about this key\n" + pem("RSA PRIVATE KEY", pkcs1));
        assertEquals(rsa.getPrivate(), Pem.privateKey(file, rsa.getPublic()));
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static Key serversKey() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = ClientKeysTest.class.getResourceAsStream("server.p12")) {
            store.load(in, password);
        }
        return Objects.requireNonNull(store.getKey(store.aliases().nextElement(), password));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static Path copy(String resource, Path file) throws IOException {
        try (InputStream in = ClientKeysTest.class.getResourceAsStream(resource)) {
            return Files.write(file, in.readAllBytes());
        }
    }

    private String mistake() {
        return String.valueOf(assertThrows(UserErrorException.class, this::ask).getMessage());
    }

    private int ask() throws IOException {
        return ask(time -> {
            throw new AssertionError("it is tried again");
        });
    }

    private int ask(Pause pause) throws IOException {
        HttpSettings settings = HttpSettings.usual().withHostAuthorities(List.of(directory.resolve("certs.d")));
        try (Response response = new HttpTransport(settings, pause).send(Request.get(server.uri("/a")))) {
            return response.status();
        }
    }
}
