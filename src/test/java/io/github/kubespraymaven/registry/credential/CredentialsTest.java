package io.github.kubespraymaven.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.program.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");
    private static final Repository HUB = Repository.parse("debian");

    @TempDir
    Path bin;

    @Test
    void mavensSettingsComeBeforeDockersConfiguration() throws Exception {
        List<ServerLogin> servers = List.of(new ServerLogin("reg.example:5000", "maven", "m"));
        assertEquals(
                "'maven' from server 'reg.example:5000' of Maven's settings",
                told(
                        new Credentials(
                                servers, Optional.of(withLogin("reg.example:5000", "docker:d")), SearchPath.none()),
                        APP));
    }

    @Test
    void aServerOfThePlainHostServesAllItsPortsButTheNarrowerOneFirst() {
        ServerLogin plain = new ServerLogin("reg.example", "plain", "p");
        ServerLogin port = new ServerLogin("reg.example:5000", "port", "p");
        assertEquals(
                "'port'",
                told(new Credentials(List.of(plain, port), Optional.empty(), SearchPath.none()), APP)
                        .split(" ")[0]);
        assertEquals(
                "'plain'",
                told(new Credentials(List.of(plain), Optional.empty(), SearchPath.none()), APP)
                        .split(" ")[0]);
    }

    @Test
    void keysOfDockersConfigurationHaveManyForms() throws Exception {
        for (String key : List.of(
                "reg.example:5000",
                "https://reg.example:5000",
                "http://reg.example:5000/",
                "https://reg.example:5000/v2/",
                "reg.example:5000/team")) {
            assertEquals("'u' from config.json", told(withLogin(key, "u:p"), APP), key);
        }
        for (String key : List.of("https://index.docker.io/v1/", "docker.io", "registry-1.docker.io")) {
            assertEquals("'u' from config.json", told(withLogin(key, "u:p"), HUB), key);
        }
    }

    @Test
    void theLoginOfAPartOfARegistryComesFirst() throws Exception {
        DockerConfig config = config(
                """
                {"auths": {"reg.example:5000": {"auth": "%s"}, "reg.example:5000/team": {"auth": "%s"}}}"""
                        .formatted(base64("all:p"), base64("team:p")));
        assertEquals("'team' from config.json", told(config, APP));
        assertEquals("'all' from config.json", told(config, new Repository("reg.example:5000", "other/app")));
    }

    @Test
    void aPasswordMayHoldColons() throws Exception {
        assertEquals(
                new Credential.Password("u", "p:q"),
                withLogin("reg.example:5000", "u:p:q")
                        .find(APP, SearchPath.none())
                        .credential()
                        .orElseThrow());
    }

    @Test
    void anEmptyEntryAsHelpersLeaveItIsNoLogin() throws Exception {
        assertEquals(
                "Maven's settings have no server 'reg.example:5000', and config.json has no login for it",
                told(config("{\"auths\": {\"reg.example:5000\": {}}}"), APP));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHelperIsAskedForItsRegistry() throws Exception {
        helper("one", "read s; echo '{\"ServerURL\":\"'$s'\",\"Username\":\"'$1-$s'\",\"Secret\":\"p\"}'");
        assertEquals(
                "'get-reg.example:5000' from docker-credential-one",
                told(config("{\"credHelpers\": {\"reg.example:5000\": \"one\"}}"), APP));
        assertEquals(
                "'get-https://index.docker.io/v1/' from docker-credential-one",
                told(config("{\"credsStore\": \"one\"}"), HUB));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHelpersTokenIsAnIdentityToken() throws Exception {
        helper("one", "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        assertEquals(
                new Credential.IdentityToken("t"),
                config("{\"credsStore\": \"one\"}")
                        .find(APP, new SearchPath(List.of(bin)))
                        .credential()
                        .orElseThrow());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHelperWithoutTheLoginLeavesItToTheFile() throws Exception {
        helper("one", "echo 'credentials not found in native keychain'; exit 1");
        DockerConfig both =
                config("""
                {"credsStore": "one", "auths": {"reg.example:5000": {"auth": "%s"}}}"""
                        .formatted(base64("u:p")));
        assertEquals("'u' from config.json", told(both, APP));
        assertEquals(
                "Maven's settings have no server 'reg.example:5000', and docker-credential-one has no login for it,"
                        + " config.json has no login for it",
                told(config("{\"credsStore\": \"one\"}"), APP));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHelperThatFailsIsAReasonWithoutWhatItPrinted() throws Exception {
        helper("broken", "echo secret; exit 3");
        helper("mad", "echo secret");
        for (String name : List.of("broken", "mad", "missing", "../../bin/sh")) {
            String reason = told(config("{\"credsStore\": \"" + name + "\"}"), APP);
            assertFalse(reason.contains("secret"), reason);
        }
        assertEquals(
                "Maven's settings have no server 'reg.example:5000', and docker-credential-missing is not on the PATH,"
                        + " config.json has no login for it",
                told(config("{\"credsStore\": \"missing\"}"), APP));
    }

    @Test
    void aConfigurationThatIsWrongIsNamedWithoutItsSecrets() {
        for (String json : List.of(
                "{\"auths\": {\"a\": {\"auth\": \"c2VjcmV0\"}}}",
                "{\"auths\": {\"a\": {\"auth\": \"secret!\"}}}",
                "{\"auths\": {\"a\": {\"password\": [\"secret\"]}}}",
                "{\"auths\": {\"a\": {\"identitytoken\": {\"x\": \"secret\"}}}}")) {
            String message = String.valueOf(
                    assertThrows(JsonException.class, () -> config(json)).getMessage());
            assertFalse(message.contains("secret") || message.contains("c2VjcmV0"), message);
        }
        assertEquals(
                "config.json, auths.a.auth: not USER:PASSWORD in base64; log in again",
                assertThrows(JsonException.class, () -> config("{\"auths\": {\"a\": {\"auth\": \"secret!\"}}}"))
                        .getMessage());
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        String printed = new ServerLogin("id", "user", "secret")
                + " " + new Credential.Password("user", "secret")
                + " " + new Credential.IdentityToken("secret")
                + " " + FoundCredential.of(new Credential.Password("user", "secret"), "here");
        assertFalse(printed.contains("secret"), printed);
    }

    private String told(DockerConfig config, Repository repository) {
        return told(new Credentials(List.of(), Optional.of(config), new SearchPath(List.of(bin))), repository);
    }

    private static String told(Credentials credentials, Repository repository) {
        FoundCredential found = credentials.find(repository);
        return found.credential().map(login -> login + " from ").orElse("") + found.source();
    }

    private static DockerConfig withLogin(String key, String pair) throws IOException {
        return config("{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, base64(pair)));
    }

    private static DockerConfig config(String json) throws IOException {
        return DockerConfig.read("config.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        file.toFile().setExecutable(true);
    }
}
