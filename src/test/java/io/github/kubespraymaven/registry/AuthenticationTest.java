package io.github.kubespraymaven.registry;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.http.Retries;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
    /** ci:s3cret. */
    private static final String BASIC = "Basic Y2k6czNjcmV0";

    @TempDir
    Path temporary;

    private SmallImages images;
    private RegistryServer server;
    private ScriptedServer tokens;

    @BeforeEach
    void start() throws IOException {
        images = new SmallImages(temporary.resolve("cache"));
        server = new RegistryServer();
        tokens = ScriptedServer.start().on("/token", whole("{\"token\":\"T1\"}"));
    }

    @AfterEach
    void stop() {
        server.close();
        tokens.close();
    }

    @Test
    void nothingIsToldToARegistryThatDoesNotAsk() throws Exception {
        push(login("ci", "s3cret"));
        assertEquals(
                List.of(),
                server.requests().stream()
                        .filter(request -> request.contains("Basic"))
                        .toList());
    }

    @Test
    void aBasicChallengeIsMetOnceAndRemembered() throws Exception {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"r\""), BASIC));
        push(login("ci", "s3cret"));
        List<String> refused = server.requests().stream()
                .filter(request -> request.contains("-> 401"))
                .toList();
        assertEquals(List.of("HEAD /v2/ -> 401", "HEAD /v2/team/app/manifests/v1 -> 401"), refused);
    }

    @Test
    void aTokenIsFetchedOnceForAllThatIsPushed() throws Exception {
        bearer("T1");
        push(login("ci", "s3cret"));
        assertEquals(
                List.of("GET /token?service=reg&scope=repository%3Ateam%2Fapp%3Apull%2Cpush Authorization=" + BASIC),
                tokens.requests());
        assertTrue(server.requests().contains("PUT /v2/team/app/manifests/v1 -> 201 Bearer T1"));
    }

    @Test
    void withoutALoginATokenIsAskedForWithoutOne() throws Exception {
        push(GivenLogins.none());
        bearer("T1");
        server.forget();
        find(GivenLogins.none());
        assertEquals(List.of("GET /token?service=reg&scope=repository%3Ateam%2Fapp%3Apull"), tokens.requests());
    }

    @Test
    void aTokenThatHasRunOutIsRenewedInTheMiddle() throws Exception {
        bearer("T1");
        tokens.on("/token", whole("{\"token\":\"T1\"}"), whole("{\"access_token\":\"T2\",\"expires_in\":60}"));
        server.failing(exchange -> {
            if (exchange.getRequestURI().getPath().contains("/uploads/")) {
                bearer("T2");
            }
            return false;
        });
        push(login("ci", "s3cret"));
        assertEquals(2, tokens.requests().size());
        assertTrue(server.requests().contains("PUT /v2/team/app/manifests/v1 -> 201 Bearer T2"));
    }

    @Test
    void anIdentityTokenIsTradedForATokenByPost() throws Exception {
        bearer("T1");
        push(GivenLogins.docker(
                temporary, "{\"auths\": {\"%s\": {\"identitytoken\": \"id+1\"}}}".formatted(server.host())));
        assertEquals(
                List.of("POST /token Content-Type=application/x-www-form-urlencoded"
                        + " [service=reg&grant_type=refresh_token&client_id=kubespray-maven-plugin"
                        + "&scope=repository%3Ateam%2Fapp%3Apull%2Cpush&refresh_token=id%2B1]"),
                tokens.requests());
    }

    @Test
    void aWrongPasswordNamesWhereItIsFromAndNeverWhatItIs() {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"r\""), BASIC));
        DeniedException failure = assertThrows(DeniedException.class, () -> push(login("ci", "hunter2")));
        assertEquals(
                "HOST/team/app: cannot look for the manifest v1: status 401 from"
                        + " http://HOST/v2/team/app/manifests/v1, asked as 'ci' (server 'HOST' of Maven's settings);"
                        + " check that login and its rights, or give another: a server with the id 'HOST' in Maven's"
                        + " settings.xml, or 'docker login HOST'",
                String.valueOf(failure.getMessage()).replace(server.host(), "HOST"));
    }

    @Test
    void noLoginAtAllSaysWhereOneWasLookedFor() {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"r\""), BASIC));
        DeniedException failure = assertThrows(DeniedException.class, () -> push(GivenLogins.none()));
        assertEquals(
                "HOST/team/app: cannot look for the manifest v1: status 401 from"
                        + " http://HOST/v2/team/app/manifests/v1, asked without a login (Maven's settings have no server"
                        + " 'HOST'); give a login: a server with the id 'HOST' in"
                        + " Maven's settings.xml, or 'docker login HOST'",
                String.valueOf(failure.getMessage()).replace(server.host(), "HOST"));
    }

    @Test
    void aTokenServiceThatRefusesIsNamed() {
        bearer("T1");
        tokens.on("/token", status(401));
        DeniedException failure = assertThrows(DeniedException.class, () -> push(login("ci", "hunter2")));
        assertEquals(
                "HOST/team/app: the token for pushing cannot be had as 'ci' (server 'HOST' of Maven's settings): status"
                        + " 401 from TOKENS/token?…; check that login and its rights, or give another: a server with the"
                        + " id 'HOST' in Maven's settings.xml, or 'docker login HOST'",
                String.valueOf(failure.getMessage())
                        .replace(server.host(), "HOST")
                        .replace(tokens.uri("").toString(), "TOKENS"));
    }

    @Test
    void aTokenServiceThatGivesNoTokenIsNamedWithoutItsAnswer() {
        bearer("T1");
        for (String answer :
                List.of("<html>s3cret</html>", "{\"tokens\":\"s3cret\"}", "{\"token\":\"s3c\\nret\"}", "[]")) {
            tokens.on("/token", whole(answer));
            RegistryException failure = assertThrows(RegistryException.class, () -> push(login("ci", "s3cret")));
            assertEquals(
                    "HOST/team/app: the token for pushing: TOKENS/token answers, but not with a token",
                    String.valueOf(failure.getMessage())
                            .replace("/token?…", "/token")
                            .replace(server.host(), "HOST")
                            .replace(tokens.uri("").toString(), "TOKENS"));
        }
    }

    @Test
    void aTokenServiceOnTheRegistrysOwnHostIsReachedThroughItsOnlyConnection() throws Exception {
        server.failing(RegistryServer.times(99, "GET", "/token", 200, "application/json", "{\"token\":\"T1\"}"));
        server.door = Optional.of(
                new RegistryServer.Door(List.of("Bearer realm=\"http://" + server.host() + "/token\""), "Bearer T1"));
        Limits one = new Limits(1, Duration.ofSeconds(20), Duration.ofSeconds(20), Retries.usual());
        Registries registries = new Registries(
                new HttpTransport(HttpSettings.usual().withLimits(one), duration -> {}), GivenLogins.none(), Set.of());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new Push(
                        registries, images.cache(), PushProgress.silent())
                .push(images.image("one"), new Repository(server.host(), "team/app"), List.of("v1"), List.of()));
    }

    @Test
    void aTokenIsNotAskedForOverPlainHttpFromAfar() {
        server.door = Optional.of(
                new RegistryServer.Door(List.of("Bearer realm=\"http://tokens.example/token\""), "Bearer T1"));
        RegistryException failure = assertThrows(RegistryException.class, () -> push(login("ci", "s3cret")));
        assertTrue(
                String.valueOf(failure.getMessage())
                        .endsWith("would go over plain HTTP, from http://tokens.example/token; if that host is"
                                + " to be trusted so, list it: -Dkubespray.insecureRegistries=tokens.example"),
                failure.getMessage());
    }

    @Test
    void aLoginFollowsNeitherARedirectNorAnUploadToAnotherHost() throws Exception {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"r\""), BASIC));
        ImageContents image = push(login("ci", "s3cret"));
        String config = image.documents().get(0).descriptor().digest().toString();
        try (ScriptedServer storage = ScriptedServer.start()) {
            storage.on("/config", whole(image.documents().get(0).bytes()));
            server.failing(exchange -> {
                if (exchange.getRequestURI().getPath().endsWith(config)) {
                    redirect(307, storage.uri("/config")).give(exchange, new CountDownLatch(0));
                    return true;
                }
                return false;
            });
            find(login("ci", "s3cret"));
            assertEquals(List.of("GET /config"), storage.requests());
        }
        try (RegistryServer storage = new RegistryServer()) {
            server.location = "http://" + storage.host() + "%s";
            push(login("ci", "s3cret"), images.image("another"));
            assertFalse(storage.requests().isEmpty());
            assertEquals(
                    List.of(),
                    storage.requests().stream()
                            .filter(request -> request.contains("Basic"))
                            .toList());
        }
    }

    private void bearer(String token) {
        server.door = Optional.of(new RegistryServer.Door(
                List.of("Bearer service=\"reg\",realm=\"" + tokens.uri("/token") + "\""), "Bearer " + token));
    }

    private Credentials login(String user, String password) {
        return GivenLogins.of(new ServerLogin(server.host(), user, password, true));
    }

    private ImageContents push(Credentials credentials) throws IOException {
        return push(credentials, images.image("one"));
    }

    private ImageContents push(Credentials credentials, ImageContents image) throws IOException {
        new Push(registries(credentials), images.cache(), PushProgress.silent())
                .push(image, new Repository(server.host(), "team/app"), List.of("v1"), List.of());
        return image;
    }

    private ImageContents find(Credentials credentials) throws IOException {
        return new Lookup(registries(credentials))
                .find(Reference.parse(server.host() + "/team/app:v1"))
                .orElseThrow();
    }

    private static Registries registries(Credentials credentials) {
        return new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), credentials, Set.of());
    }
}
