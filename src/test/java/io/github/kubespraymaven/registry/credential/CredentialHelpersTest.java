package io.github.kubespraymaven.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the helpers are shell scripts")
@Timeout(60)
class CredentialHelpersTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");
    private static final Repository HUB = Repository.parse("debian");
    private static final String NO_SERVER = "Maven's settings have no server 'reg.example:5000', and ";
    private static final String ANSWER = "echo '{\"Username\":\"u\",\"Secret\":\"p\"}'";

    @TempDir
    Path bin;

    @TempDir
    Path home;

    private final AtomicLong now = new AtomicLong();
    private Duration limit = Duration.ofSeconds(50);

    @Test
    void aHelperIsAskedForItsRegistry() throws Exception {
        helper("one", "read s; echo '{\"ServerURL\":\"'$s'\",\"Username\":\"'$1-$s'\",\"Secret\":\"p\"}'");
        assertEquals(
                "'get-reg.example:5000' from docker-credential-one",
                told(docker("{\"credHelpers\": {\"reg.example:5000\": \"one\"}}"), APP));
        assertEquals(
                "'get-https://index.docker.io/v1/' from docker-credential-one",
                told(docker("{\"credsStore\": \"one\"}"), HUB));
        assertEquals(
                "'get-docker.io' from docker-credential-one",
                told(podman("{\"credHelpers\": {\"docker.io\": \"one\"}}"), HUB));
    }

    @Test
    void aHelpersTokenIsAnIdentityToken() throws Exception {
        helper("one", "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        assertEquals(
                Optional.of(new Credential.IdentityToken("t")),
                credentials(docker("{\"credsStore\": \"one\"}")).find(APP).credential());
    }

    @Test
    void aHelperWithoutTheLoginLeavesItToDockersFile() throws Exception {
        helper("one", "echo 'credentials not found in native keychain'; exit 1");
        assertEquals(
                "'u' from config.json", told(docker("{\"credsStore\": \"one\", \"auths\": " + login() + "}"), APP));
        assertEquals(
                NO_SERVER + "docker-credential-one has no login for it, config.json has no login for it",
                told(docker("{\"credsStore\": \"one\"}"), APP));
    }

    @Test
    void inPodmansFileTheHelperOfARegistryStandsInForItsLogins() throws Exception {
        helper("one", "echo 'credentials not found in native keychain'; exit 1");
        assertEquals(
                NO_SERVER + "docker-credential-one has no login for it",
                told(podman("{\"credHelpers\": {\"reg.example:5000\": \"one\"}, \"auths\": " + login() + "}"), APP));
        assertEquals("'u' from auth.json", told(podman("{\"credsStore\": \"one\", \"auths\": " + login() + "}"), APP));
    }

    @Test
    void aHelperThatFailsIsAReasonWithoutWhatItPrinted() throws Exception {
        helper("broken", "echo secret; echo secret >&2; exit 3");
        helper("mad", "echo secret");
        helper("half", "echo '{\"Username\":\"u\",'");
        helper("silent", "echo secret >&2");
        helper("deaf", "exec 0<&-; exit 1");
        helper("endless", "yes secret");
        helper("empty", "echo '{\"Username\":\"\",\"Secret\":\"\"}'");
        for (List<String> one : List.of(
                List.of("broken", "failed (exit status 3; run 'docker-credential-broken get' to see why)"),
                List.of("mad", "printed something that is no login"),
                List.of("half", "printed something that is no login"),
                List.of("silent", "printed nothing"),
                List.of("deaf", "failed (exit status 1; run 'docker-credential-deaf get' to see why)"),
                List.of("endless", "gave no answer (printed more than 1048576 bytes)"),
                List.of("empty", "has no login for it"),
                List.of("missing", "is not on the PATH"))) {
            assertEquals(
                    NO_SERVER + "docker-credential-" + one.get(0) + " " + one.get(1)
                            + ", config.json has no login for it",
                    told(docker("{\"credsStore\": \"" + one.get(0) + "\"}"), APP));
        }
        for (String name : List.of("../../bin/sh", "/bin/sh", "a b", "..", "\\\\host\\share", "a\u001b[31m")) {
            String reason = told(
                    docker("{\"credsStore\": \"" + name.replace("\\", "\\\\").replace("\u001b", "\\u001b") + "\"}"),
                    APP);
            assertTrue(reason.contains("' is no name of a credential helper"), reason);
            assertFalse(reason.contains("\u001b"), reason);
        }
    }

    @Test
    void warningsBeforeTheAnswerArePassedOver() throws Exception {
        helper("one", "echo 'WARNING: {update} is there'; " + ANSWER);
        assertEquals("'u' from docker-credential-one", told(docker("{\"credsStore\": \"one\"}"), APP));
    }

    @Test
    void aHelperWhoseChildHangsDoesNotKeepTheBuild() throws Exception {
        helper("one", "sleep 100; true");
        limit = Duration.ofSeconds(1);
        assertEquals(
                "'u' from config.json; before it, docker-credential-one did not answer in 1 seconds",
                told(docker("{\"credsStore\": \"one\", \"auths\": " + login() + "}"), APP));
    }

    @Test
    void anAnswerHoldsForAMinute() throws Exception {
        helper("one", "echo >> " + bin.resolve("calls") + "; " + ANSWER);
        Credentials credentials = credentials(docker("{\"credsStore\": \"one\"}"));
        credentials.find(APP);
        credentials.find(new Repository("reg.example:5000", "other"));
        assertEquals(1, Files.readAllLines(bin.resolve("calls")).size());
        now.set(Duration.ofSeconds(61).toNanos());
        credentials.find(APP);
        credentials.find(HUB);
        assertEquals(3, Files.readAllLines(bin.resolve("calls")).size());
    }

    @Test
    void anEmptyHelperIsNone() throws Exception {
        assertEquals(
                "'u' from config.json",
                told(
                        docker("{\"credHelpers\": {\"reg.example:5000\": \"\"}, \"credsStore\": \"one\", \"auths\": "
                                + login() + "}"),
                        APP));
    }

    @Test
    void theRegistriesOfCloudsHaveTheirOwnHelpersWhereTheseAreThere() throws Exception {
        LoginFile config = docker("{}");
        Credentials credentials = credentials(config);
        assertEquals(
                "Maven's settings have no server 'eu.gcr.io', and " + config.path() + " has no login for it, no"
                        + " docker-credential-gcr or docker-credential-gcloud is on the PATH",
                credentials.find(new Repository("eu.gcr.io", "app")).source());
        helper("gcloud", ANSWER);
        helper("ecr-login", ANSWER);
        helper("acr-env", ANSWER);
        for (List<String> one : List.of(
                List.of("eu.gcr.io", "gcloud"),
                List.of("europe-docker.pkg.dev", "gcloud"),
                List.of("1.dkr.ecr.eu-west-1.amazonaws.com", "ecr-login"),
                List.of("1.dkr.ecr.cn-north-1.amazonaws.com.cn", "ecr-login"),
                List.of("public.ecr.aws", "ecr-login"),
                List.of("team.azurecr.io", "acr-env"))) {
            assertEquals(
                    "docker-credential-" + one.get(1),
                    credentials.find(new Repository(one.get(0), "app")).source());
        }
        assertEquals(
                Optional.empty(),
                credentials.find(new Repository("gcr.io.example", "app")).credential());
    }

    private static String login() {
        return "{\"reg.example:5000\": {\"auth\": \""
                + Base64.getEncoder().encodeToString("u:p".getBytes(StandardCharsets.UTF_8)) + "\"}}";
    }

    private LoginFile docker(String json) throws IOException {
        return file("config.json", LoginFile.Kind.DOCKER, json);
    }

    private LoginFile podman(String json) throws IOException {
        return file("auth.json", LoginFile.Kind.CONTAINERS, json);
    }

    private LoginFile file(String name, LoginFile.Kind kind, String json) throws IOException {
        Path file = Files.createTempDirectory(home, "logins").resolve(name);
        return new LoginFile(Files.writeString(file, json), kind, false);
    }

    private Credentials credentials(LoginFile config) {
        return new Credentials(
                new GivenLogins(List.of(), List.of(config)),
                new CredentialHelpers(new SearchPath(List.of(bin)), limit, now::get));
    }

    private String told(LoginFile config, Repository repository) throws IOException {
        FoundCredential found = credentials(config).find(repository);
        return found.credential().map(login -> login + " from ").orElse("")
                + found.source()
                        .replace(
                                config.path().toString(),
                                String.valueOf(config.path().getFileName()));
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
