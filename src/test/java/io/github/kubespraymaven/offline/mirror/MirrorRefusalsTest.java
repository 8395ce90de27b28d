package io.github.kubespraymaven.offline.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.PlatformChoice;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a source or a target: each is named, does not stop the others, and tells no secret. */
class MirrorRefusalsTest {
    private static final String PASSWORD = "s3cret";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("ci:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private RegistryServer source;
    private RegistryServer target;

    @BeforeEach
    void start() throws IOException {
        source = new RegistryServer();
        target = new RegistryServer();
        SmallImages images = new SmallImages(temporary.resolve("made"));
        new Push(registries(PASSWORD), images.cache(), PushProgress.silent())
                .push(images.image("good"), new Repository(source.host(), "team/good"), List.of("v1"), List.of());
        for (RegistryServer each : List.of(source, target)) {
            each.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"r\""), BASIC));
        }
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
        threads.shutdownNow();
    }

    @Test
    void anUnknownHostIsNamed() throws IOException {
        assertEquals(
                "https://no-such-host.invalid/v2/app/manifests/v1: the host's name cannot be resolved",
                reason("no-such-host.invalid/app:v1"));
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefused() throws IOException {
        try (ScriptedServer secure = ScriptedServer.startTls()) {
            String reason = reason("127.0.0.1:" + secure.port() + "/app:v1");
            assertTrue(reason.startsWith("https://127.0.0.1:" + secure.port() + "/v2/: TLS failed, "), reason);
            assertTrue(
                    reason.endsWith("; if its authority is your own, give its PEM file with -Dkubespray.ca=FILE"),
                    reason);
        }
    }

    @Test
    void aManifestThatIsNotWhatItsDigestSaysIsNamed() throws IOException {
        Digest wanted = Digest.of("wanted");
        source.store("team/other", wanted.toString(), MediaTypes.MANIFEST, "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "SOURCE/team/other@" + wanted + ": wanted " + wanted + ", got " + Digest.of("{}"),
                reason(source.host() + "/team/other@" + wanted));
    }

    @Test
    void aRegistryThatAnswersWithAPageIsNamed() throws IOException {
        source.failing(RegistryServer.times(99, "GET", "/page/", 200, "text/html", "<html>" + PASSWORD + "</html>"));
        source.failing(RegistryServer.times(99, "HEAD", "/page/", 200, "text/html", ""));
        assertEquals(
                "SOURCE/team/page: cannot look for the manifest v1: status 200 from http://SOURCE/v2/team/page/manifests/v1 (an"
                        + " HTML page; is there a registry at this address, or a login page or proxy in between?)",
                reason(source.host() + "/team/page:v1"));
    }

    @Test
    void aSchemaOneManifestIsNamed() throws IOException {
        source.store(
                "team/old",
                "v1",
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                "{\"schemaVersion\": 1}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "SOURCE/team/old: cannot read the manifest v1: it is a schema-1 manifest, which Docker gave up; push that"
                        + " image again with a newer tool",
                reason(source.host() + "/team/old:v1"));
    }

    @Test
    void whoMayNotPushIsToldAsWhomItWasTried() throws IOException {
        target.failing(RegistryServer.times(
                99,
                "POST",
                "/team/good/blobs/uploads/",
                403,
                "application/json",
                "{\"errors\":[{\"code\":\"DENIED\"}]}"));
        IOException failure =
                assertThrows(IOException.class, () -> mirror(PASSWORD, "", source.host() + "/team/good:v1"));
        String message = named(failure);
        assertTrue(
                message.contains("status 403 from http://TARGET/v2/team/good/blobs/uploads/ (DENIED), asked as 'ci'"
                        + " (server 'TARGET' of Maven's settings); check that login and its rights"),
                message);
        assertFalse(target.manifest("team/good", "v1").isPresent());
    }

    @Test
    void aWrongPasswordIsNamedByWhereItWasFound() {
        String message =
                named(assertThrows(IOException.class, () -> mirror("hunter2", "", source.host() + "/team/good:v1")));
        assertTrue(
                message.contains(
                        "status 401 from http://SOURCE/v2/team/good/manifests/v1, asked as 'ci' (server 'SOURCE'"
                                + " of Maven's settings)"),
                message);
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void aNameThatNoRegistryTakesStopsAllBeforeAnythingIsCopied() {
        UserErrorException failure = assertThrows(
                UserErrorException.class,
                () -> mirror(PASSWORD, "/" + "p".repeat(232), source.host() + "/team/good:v1"));
        String message = named(failure);
        assertTrue(message.startsWith("Nothing was copied, because of the names that images would have:\n"), message);
        assertTrue(message.contains(" characters, registries take 255"), message);
        assertEquals(List.of(), target.requests());
    }

    /** Why an image cannot be copied, when another can. */
    private String reason(String image) throws IOException {
        String message = named(
                assertThrows(IOException.class, () -> mirror(PASSWORD, "", image, source.host() + "/team/good:v1")));
        assertTrue(target.manifest("team/good", "v1").isPresent(), "the other was not copied");
        assertTrue(message.startsWith("1 of 2 images could not be copied to docker://TARGET; "), message);
        return message.substring(message.indexOf('\n')).replaceFirst("^\n  [^ ]+: ", "");
    }

    private void mirror(String password, String prefix, String... images) throws IOException {
        try {
            ImageMirror.run(
                    new MirrorRequest(
                            List.of(images).stream().map(Reference::parse).toList(),
                            MirrorTarget.parse("docker://" + target.host() + prefix, temporary),
                            Naming.PATH,
                            new PlatformChoice(List.of()),
                            MirrorRequest.Mode.COPY,
                            temporary.resolve("mirror.json")),
                    registries(password),
                    new SmallImages(temporary.resolve("cache")).cache(),
                    MirrorWatch.silent(),
                    threads);
        } finally {
            Path result = temporary.resolve("mirror.json");
            assertFalse(Files.exists(result) && Files.readString(result).contains(password), "a password is written");
        }
    }

    private Registries registries(String password) {
        return new Registries(
                new HttpTransport(HttpSettings.usual(), pause -> {}),
                GivenLogins.of(
                        new ServerLogin(source.host(), "ci", password, true),
                        new ServerLogin(target.host(), "ci", password, true)),
                Set.of());
    }

    /** What is said, with the registries' names replaced; no secret is in it. */
    private String named(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        assertFalse(message.contains(PASSWORD) || message.contains(BASIC.substring(6)), message);
        return message.replace(source.host(), "SOURCE").replace(target.host(), "TARGET");
    }
}
