package io.github.kubespraymaven.registry;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry's login goes to the registry, and to the token service that the registry itself names; with and without TLS. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class OriginsTest {
    /** ci:s3cret. */
    private static final String BASIC = "Basic Y2k6czNjcmV0";

    private static final byte[] BYTES = "blob".getBytes(StandardCharsets.UTF_8);
    private static final Descriptor BLOB = Descriptor.of(MediaTypes.LAYER, Digest.of(BYTES), BYTES.length);
    private static final String PATH = "/v2/team/app/blobs/" + BLOB.digest();

    private final boolean tls;
    private ScriptedServer registry;
    private ScriptedServer storage;
    private ScriptedServer tokens;

    OriginsTest(boolean tls) {
        this.tls = tls;
    }

    private ScriptedServer server() throws IOException {
        return tls ? ScriptedServer.startTls() : ScriptedServer.start();
    }

    @BeforeEach
    void start() throws IOException {
        registry = server().on("/v2/", status(200));
        storage = server();
        tokens = server().on("/token", whole("{\"token\":\"T\"}"));
    }

    @AfterEach
    void stop() {
        registry.close();
        storage.close();
        tokens.close();
    }

    /** Everywhere the token service that another host names would be given the password, if it were believed. */
    @ParameterizedTest
    @CsvSource({"401, Bearer", "401, Basic", "403, Bearer", "403, none"})
    void whoeverTheRegistryLeadsToHasNoSayInWhoAsks(int status, String kind) throws IOException {
        storage.on("/blob", challenge(status, kind));
        registry.on(PATH, redirect(307, storage.uri("/blob")));
        registry.on("/v2/team/app/manifests/v1", redirect(302, storage.uri("/blob")));

        RegistryException read = assertThrows(RegistryException.class, () -> toPull().open(BLOB));
        RegistryException looked = assertThrows(RegistryException.class, () -> toPull().hasBlob(BLOB));
        RegistryException found = assertThrows(RegistryException.class, () -> toPull().digestOf("v1"));
        RegistryException manifest = assertThrows(RegistryException.class, () -> toPull().manifest("v1"));

        String whose = "status " + status + " from " + storage.uri("/blob") + ", which is where " + host(registry)
                + " leads to and is told no login; if it stays so, whoever runs that registry must see to it";
        assertEquals(
                host(registry) + "/team/app: cannot read the blob " + BLOB.digest() + ": " + whose, read.getMessage());
        assertEquals(
                host(registry) + "/team/app: cannot look for the blob " + BLOB.digest() + ": " + whose,
                looked.getMessage());
        assertEquals(host(registry) + "/team/app: cannot look for the manifest v1: " + whose, found.getMessage());
        assertEquals(host(registry) + "/team/app: cannot read the manifest v1: " + whose, manifest.getMessage());
        assertEquals(List.of(), tokens.requests());
        assertNothingSecret(storage, registry);
    }

    @Test
    void afterItsOwnChallengeARegistryMayLeadElsewhereButNotTheLogin() throws IOException {
        registry.on(PATH, challenge(401, "Basic"), redirect(307, storage.uri("/blob")));
        storage.on("/blob", challenge(401, "Bearer"));

        assertThrows(RegistryException.class, () -> toPull().open(BLOB));

        assertEquals(List.of("GET /blob"), storage.requests());
        assertEquals(List.of(), tokens.requests());
        assertEquals(
                List.of("GET " + PATH, "GET " + PATH + " Authorization=" + BASIC),
                registry.requests().stream()
                        .filter(one -> one.contains("blobs"))
                        .toList());
    }

    @Test
    void aTokenGoesToTheRegistryAndNotToWhereItLeads() throws IOException {
        registry.on(PATH, challenge(401, "Bearer"), redirect(307, storage.uri("/blob")));
        storage.on("/blob", whole(BYTES));

        toPull().open(BLOB).close();

        assertEquals(List.of("GET /blob"), storage.requests());
        assertTrue(
                registry.requests().contains("GET " + PATH + " Authorization=Bearer T"),
                registry.requests().toString());
    }

    @Test
    void aTokenForOneRepositoryIsNotSentForAnother() throws IOException {
        String other = "/v2/team/other/blobs/" + BLOB.digest();
        registry.on(PATH, challenge(401, "Bearer"), whole(BYTES)).on(other, challenge(401, "Bearer"), whole(BYTES));
        tokens.on("/token", whole("{\"token\":\"T1\"}"), whole("{\"token\":\"T2\"}"));
        Registries registries = registries(login());

        registries.toPull(new Repository(host(registry), "team/app")).open(BLOB).close();
        registries
                .toPull(new Repository(host(registry), "team/other"))
                .open(BLOB)
                .close();

        assertEquals(
                List.of(
                        "GET " + PATH,
                        "GET " + PATH + " Authorization=Bearer T1",
                        "GET " + other,
                        "GET " + other + " Authorization=Bearer T2"),
                registry.requests().stream()
                        .filter(one -> one.contains("blobs"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 307})
    void anUploadThatGoesOnElsewhereIsToldNothing(int status) throws IOException {
        storage.on("/session", challenge(401, "Bearer"));
        String uploads = "/v2/team/app/blobs/uploads/";
        URI session = storage.uri("/session");
        registry.on(uploads, status == 307 ? redirect(307, session) : status(202, "Location", session.toString()));

        RegistryException e = assertThrows(RegistryException.class, () -> registries(login())
                .toPush(new Repository(host(registry), "team/app"))
                .upload(BLOB, new Body()));

        assertTrue(
                String.valueOf(e.getMessage())
                        .contains(", which is where " + host(registry) + " leads to and is told no login;"),
                e.getMessage());
        assertEquals(List.of(), tokens.requests());
        assertNothingSecret(storage, registry);
    }

    @Test
    void userInformationInTheAddressOfAnUploadIsNotSent() throws IOException {
        String session = registry.uri("/session").toString().replace("://", "://other:geheim@");
        registry.on("/v2/team/app/blobs/uploads/", status(202, "Location", session))
                .on(
                        "/session",
                        status(201, "Docker-Content-Digest", BLOB.digest().toString()));

        registries(login()).toPush(new Repository(host(registry), "team/app")).upload(BLOB, new Body());

        assertNothingSecret(registry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Basic"})
    void aTokenServicesOwnChallengeIsNotMet(String kind) throws IOException {
        registry.on(PATH, challenge(401, "Bearer"));
        tokens.on("/token", challenge(401, kind));

        RegistryException e = assertThrows(RegistryException.class, () -> toPull().open(BLOB));

        assertTrue(String.valueOf(e.getMessage()).contains("cannot be had as 'ci' (server "), e.getMessage());
        assertEquals(1, tokens.requests().size());
    }

    @Test
    void whereATokenServiceLeadsToIsToldNothingAndNamed() throws IOException {
        registry.on(PATH, challenge(401, "Bearer"));
        tokens.on("/token", redirect(307, storage.uri("/token")));
        storage.on("/token", challenge(401, "Basic"));

        RegistryException e = assertThrows(RegistryException.class, () -> toPull().open(BLOB));

        assertEquals(
                host(registry) + "/team/app: the token for pulling cannot be had: status 401 from "
                        + storage.uri("/token") + ", which is where the token service " + host(tokens)
                        + " leads to and is told no login; if it stays so, whoever runs that registry must see to it",
                e.getMessage());
        assertNothingSecret(storage);
    }

    @Test
    void anIdentityTokenIsNotPostedToWhereATokenServiceLeads(@TempDir Path temporary) throws IOException {
        registry.on(PATH, challenge(401, "Bearer"));
        tokens.on("/token", redirect(307, storage.uri("/token")));
        storage.on("/token", whole("{\"token\":\"T\"}"));
        Registries registries = registries(GivenLogins.docker(
                temporary, "{\"auths\": {\"%s\": {\"identitytoken\": \"id-s3cret\"}}}".formatted(host(registry))));

        IOException e = assertThrows(IOException.class, () -> registries
                .toPull(new Repository(host(registry), "team/app"))
                .open(BLOB));

        assertTrue(
                String.valueOf(e.getMessage()).contains("which is refused, as a secret would be sent there"),
                e.getMessage());
        assertEquals(List.of(), storage.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer service=\"x\"",
                "Bearer realm=\"\"",
                "Bearer realm=\"/token\"",
                "Bearer realm=\"//TOKENS/token\"",
                "Bearer realm=\"file:///etc/passwd\"",
                "Bearer realm=\"ftp://TOKENS/token\"",
                "Bearer realm=\"https:/token\"",
                "Bearer realm=\"https://[::zz/s3cret\"",
                "Bearer realm=\"to ken s3cret\""
            })
    void aRealmThatIsNoAddressIsAnErrorWithoutWhatItSays(String challenge) throws IOException {
        registry.on(PATH, status(401, "WWW-Authenticate", challenge.replace("TOKENS", host(tokens))));

        RegistryException e = assertThrows(RegistryException.class, () -> toPull().open(BLOB));

        assertEquals(
                host(registry)
                        + "/team/app: the token for pulling: the registry's challenge names no address of a token"
                        + " service (realm); whoever runs that registry must see to it",
                e.getMessage());
        for (Throwable one = e; one != null; one = one.getCause()) {
            assertFalse(one.toString().contains("s3cret"), one.toString());
        }
        assertEquals(List.of(), tokens.requests());
    }

    @Test
    void aRealmsOwnLoginAndFragmentCountForNothing() throws IOException {
        String realm = tokens.uri("/token?x=1#part").toString().replace("://", "://other:geheim@");
        registry.on(PATH, status(401, "WWW-Authenticate", "Bearer realm=\"" + realm + "\""), whole(BYTES));

        registries(GivenLogins.none())
                .toPull(new Repository(host(registry), "team/app"))
                .open(BLOB)
                .close();

        assertEquals(List.of("GET /token?x=1&scope=repository%3Ateam%2Fapp%3Apull"), tokens.requests());
    }

    /** Plain HTTP from a registry with TLS: only where the user said so, and be it this machine. */
    @Test
    void aRegistryWithTlsCannotHaveTheLoginSentInTheClear() throws IOException {
        try (ScriptedServer plain = ScriptedServer.start().on("/token", whole("{\"token\":\"T\"}"))) {
            registry.on(
                    PATH,
                    status(401, "WWW-Authenticate", "Bearer realm=\"" + plain.uri("/token") + "\""),
                    whole(BYTES));
            if (!tls) {
                toPull().open(BLOB).close();
                return;
            }
            RegistryException e = assertThrows(RegistryException.class, () -> toPull().open(BLOB));
            assertEquals(
                    host(registry) + "/team/app: the token for pulling would go over plain HTTP, from "
                            + plain.uri("/token") + "; if that host is to be trusted so, list it:"
                            + " -Dkubespray.insecureRegistries=" + host(plain),
                    e.getMessage());
            assertEquals(List.of(), plain.requests());
        }
    }

    @Test
    void aRegistryThatLeadsAllToAnotherPortIsNotThatPort() throws IOException {
        try (ScriptedServer other = server()) {
            other.on("/v2/", status(200)).on(PATH, challenge(401, "Basic"));
            registry.on("/v2/", redirect(301, other.uri("/v2/"))).on(PATH, redirect(301, other.uri(PATH)));

            assertThrows(RegistryException.class, () -> toPull().open(BLOB));

            assertNothingSecret(other, registry);
        }
    }

    private ScriptedServer.Answer challenge(int status, String kind) {
        return switch (kind) {
            case "Bearer" -> status(status, "WWW-Authenticate", "Bearer realm=\"" + tokens.uri("/token") + "\"");
            case "Basic" -> status(status, "WWW-Authenticate", "Basic realm=\"r\"");
            default -> status(status);
        };
    }

    private static void assertNothingSecret(ScriptedServer... servers) {
        for (ScriptedServer server : servers) {
            assertFalse(server.requests().isEmpty());
            for (String request : server.requests()) {
                assertFalse(request.contains("Authorization"), request);
            }
        }
    }

    private static String host(ScriptedServer server) {
        return "127.0.0.1:" + server.port();
    }

    private RemoteRepository toPull() {
        return registries(login()).toPull(new Repository(host(registry), "team/app"));
    }

    private Credentials login() {
        return GivenLogins.of(new ServerLogin(host(registry), "ci", "s3cret", true));
    }

    private static Registries registries(Credentials credentials) {
        return new Registries(
                new HttpTransport(HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1")), duration -> {}),
                credentials,
                Set.of());
    }

    private static final class Body implements Request.Body {
        @Override
        public long size() {
            return BYTES.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(BYTES);
        }
    }
}
