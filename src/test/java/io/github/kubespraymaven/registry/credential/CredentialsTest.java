package io.github.kubespraymaven.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");
    private static final String NO_SERVER = "Maven's settings have no server 'reg.example:5000', and ";
    private static final Repository HUB = Repository.parse("debian");

    @TempDir
    Path home;

    @Test
    void mavensSettingsComeBeforeDockersConfiguration() throws Exception {
        assertEquals(
                "'maven' from server 'reg.example:5000' of Maven's settings",
                told(
                        new Credentials(
                                new GivenLogins(
                                        List.of(new ServerLogin("reg.example:5000", "maven", "m", true)),
                                        List.of(withLogin("reg.example:5000", "docker:d"))),
                                new SearchPath(List.of())),
                        APP));
    }

    @Test
    void aServerOfThePlainHostServesAllItsPortsButTheNarrowerOneFirst() throws Exception {
        ServerLogin plain = new ServerLogin("reg.example", "plain", "p", true);
        ServerLogin port = new ServerLogin("reg.example:5000", "port", "p", true);
        assertEquals("'port'", told(GivenLogins.of(plain, port), APP).split(" ")[0]);
        assertEquals("'plain'", told(GivenLogins.of(plain), APP).split(" ")[0]);
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
        LoginFile config = config(
                """
                {"auths": {"reg.example:5000": {"auth": "%s"}, "reg.example:5000/team": {"auth": "%s"}}}"""
                        .formatted(base64("all:p"), base64("team:p")));
        assertEquals("'team' from config.json", told(config, APP));
        assertEquals("'all' from config.json", told(config, new Repository("reg.example:5000", "other/app")));
    }

    @Test
    void aPasswordMayHoldColons() throws Exception {
        assertEquals(new Credential.Password("u", "p:q"), login(withLogin("reg.example:5000", "u:p:q")));
    }

    @Test
    void anEmptyEntryAsHelpersLeaveItIsNoLogin() throws Exception {
        assertEquals(
                "Maven's settings have no server 'reg.example:5000', and config.json has no login for it",
                told(config("{\"auths\": {\"reg.example:5000\": {}}}"), APP));
    }

    @Test
    void anEntryThatIsWrongIsNamedWithoutItsSecretsWhereItIsNeeded() throws Exception {
        for (String entry : List.of(
                "{\"auth\": \"c2VjcmV0\"}",
                "{\"auth\": \"secret!\"}",
                "{\"auth\": \"c2VjcmV0Ov8=\"}",
                "{\"password\": [\"secret\"]}",
                "{\"identitytoken\": {\"x\": \"secret\"}}",
                "[\"secret\"]",
                "\"secret\"")) {
            LoginFile config = config("{\"auths\": {\"reg.example:5000\": %s, \"docker.io\": {\"auth\": \"%s\"}}}"
                    .formatted(entry, base64("u:p")));
            assertEquals("'u' from config.json", told(config, HUB));
            UserErrorException mistake = assertThrows(UserErrorException.class, () -> told(config, APP));
            String message = mistake + " " + mistake.getCause();
            assertFalse(message.contains("secret") || message.contains("c2VjcmV0"), message);
            assertTrue(message.contains("config.json, auths.reg.example:5000"), message);
        }
        LoginFile config = config("{\"auths\": {\"reg.example:5000\": {\"auth\": \"secret!\"}}}");
        assertEquals(
                config.path() + ", auths.reg.example:5000.auth: not USER:PASSWORD in base64; log in again",
                assertThrows(UserErrorException.class, () -> told(config, APP)).getMessage());
    }

    @Test
    void aFileThatIsWrongIsNamedWithoutWhatIsInIt() {
        for (String json : List.of(
                "{\"auths\": {\"a\": {\"auth\": \"c2VjcmV0",
                "{\"auths\": {\"a\": {\"auth\": c2VjcmV0}}}",
                "{\"auths\": {\"a\": {\"auth\": \"c2VjcmV0\"}}} secret",
                "{\"secret\": 1, \"secret\": 2}",
                "{\"auths\": \"secret\"}",
                "{\"credHelpers\": [\"secret\"]}",
                "[\"secret\"]",
                "secret")) {
            UserErrorException mistake = assertThrows(UserErrorException.class, () -> read(json));
            String message = mistake + " " + mistake.getCause();
            assertFalse(message.contains("secret") || message.contains("c2VjcmV0"), message);
            assertTrue(String.valueOf(mistake.getMessage()).startsWith("config.json"), message);
        }
        assertEquals(
                "config.json, line 2, column 23: not JSON, or a name stands there twice; repair it, or delete it and log"
                        + " in again",
                assertThrows(UserErrorException.class, () -> read("{\n  \"auths\": {\"a\": oops}}"))
                        .getMessage());
    }

    @Test
    void theBase64OfAPairIsTakenInEveryForm() throws Exception {
        String pair = "u:p\u00e9\u00ff?>~";
        String plain = base64(pair);
        for (String form : List.of(
                plain,
                plain.replace("=", ""),
                plain.replace('+', '-').replace('/', '_'),
                plain + "\\n",
                plain.substring(0, 4) + "\\r\\n" + plain.substring(4))) {
            assertEquals(
                    new Credential.Password("u", "p\u00e9\u00ff?>~"),
                    login(config("{\"auths\": {\"reg.example:5000\": {\"auth\": \"" + form + "\"}}}")),
                    form);
        }
    }

    @Test
    void ofUserAndPasswordOneMayBeEmptyAndBothAreNoLogin() throws Exception {
        assertEquals(new Credential.Password("", "p"), login(withLogin("reg.example:5000", ":p")));
        assertEquals(new Credential.Password("u", ""), login(withLogin("reg.example:5000", "u:")));
        assertEquals(NO_SERVER + "config.json has no login for it", told(withLogin("reg.example:5000", ":"), APP));
    }

    @Test
    void aRegistrytokenIsNamedAsWhatIsNotRead() throws Exception {
        assertEquals(
                NO_SERVER + "config.json has a registrytoken for it, which is of no use here (a password or an"
                        + " identitytoken is), config.json has no login for it",
                told(config("{\"auths\": {\"reg.example:5000\": {\"registrytoken\": \"t\"}}}"), APP));
    }

    @Test
    void aMarkOfTheByteOrderAndAnotherEncodingAreRead() throws Exception {
        String json = "\ufeff{\"auths\": {\"reg.example:5000\": {\"auth\": \"" + base64("u:p") + "\"}}}";
        assertEquals("'u' from config.json", told(config(json), APP));
        assertEquals("'u' from config.json", told(config(json.getBytes(StandardCharsets.UTF_16LE)), APP));
        assertEquals(NO_SERVER + "config.json has no login for it", told(config(" \n"), APP));
    }

    @Test
    void aKeyThatIsWrittenAsItIsComesBeforeOneThatMeansTheSame() throws Exception {
        String two = "{\"auths\": {\"%s\": {\"auth\": \"%s\"}, \"%s\": {\"auth\": \"%s\"}}}";
        for (List<String> keys : List.of(
                List.of("reg.example:5000", "https://reg.example:5000/v2/"),
                List.of("https://reg.example:5000", "reg.example:5000"))) {
            boolean first = keys.get(0).startsWith("reg");
            LoginFile config = config(two.formatted(
                    keys.get(0),
                    base64(first ? "own:p" : "other:p"),
                    keys.get(1),
                    base64(first ? "other:p" : "own:p")));
            assertEquals("'own' from config.json", told(config, APP), keys.toString());
        }
        assertEquals(
                NO_SERVER.replace("reg.example:5000", "docker.io") + "config.json has no login for it",
                told(withLogin("https://index.docker.io/v1/access-token", "u:p"), HUB));
    }

    @Test
    void anEmptyEntryOfAPartHidesTheLoginOfTheWholeAsForPodman() throws Exception {
        assertEquals(
                NO_SERVER + "config.json has no login for it",
                told(
                        config("{\"auths\": {\"reg.example:5000/team\": {}, \"reg.example:5000\": {\"auth\": \""
                                + base64("u:p") + "\"}}}"),
                        APP));
    }

    @Test
    void aServerOfTheSettingsMayBeNamedInManyForms() throws Exception {
        for (String id : List.of(
                "reg.example:5000",
                "REG.example:5000",
                "https://reg.example:5000",
                "http://reg.example:5000/",
                "https://reg.example:5000/v2/",
                "reg.example:5000/team",
                "reg.example",
                "https://reg.example",
                "reg.example/team/app")) {
            assertEquals("'u' from server '" + id + "' of Maven's settings", told(server(id), APP));
        }
        for (String id : List.of("docker.io", "index.docker.io", "registry-1.docker.io", DockerConfig.HUB_KEY)) {
            assertEquals("'u' from server '" + id + "' of Maven's settings", told(server(id), HUB));
        }
        assertEquals("Maven's settings have no server 'reg.example:5000'", told(server("reg.example:5001"), APP));
    }

    @Test
    void aServersPasswordThatCannotBeDecryptedIsNamedWhereItIsNeeded() throws Exception {
        Credentials credentials = GivenLogins.of(
                new ServerLogin("reg.example:5000", "u", "{secret}", false),
                new ServerLogin("docker.io", "h", "p", true));
        assertEquals("'h' from server 'docker.io' of Maven's settings", told(credentials, HUB));
        assertEquals(
                "the password of server 'reg.example:5000' of Maven's settings cannot be decrypted; make it anew with"
                        + " 'mvn --encrypt-password', and see that settings-security.xml is the one that it was made with",
                assertThrows(UserErrorException.class, () -> told(credentials, APP))
                        .getMessage());
    }

    private static Credentials server(String id) {
        return GivenLogins.of(new ServerLogin(id, "u", "p", true));
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        String printed = new ServerLogin("id", "user", "secret", true)
                + " " + new Credential.Password("user", "secret")
                + " " + new Credential.IdentityToken("secret")
                + " " + FoundCredential.of(new Credential.Password("user", "secret"), "here");
        assertFalse(printed.contains("secret"), printed);
    }

    private String told(LoginFile config, Repository repository) throws IOException {
        return told(credentials(config), repository).replace(config.path().toString(), "config.json");
    }

    private Credential login(LoginFile config) throws IOException {
        return credentials(config).find(APP).credential().orElseThrow();
    }

    private static Credentials credentials(LoginFile config) {
        return new Credentials(new GivenLogins(List.of(), List.of(config)), new SearchPath(List.of()));
    }

    private static String told(Credentials credentials, Repository repository) throws IOException {
        FoundCredential found = credentials.find(repository);
        return found.credential().map(login -> login + " from ").orElse("") + found.source();
    }

    private LoginFile withLogin(String key, String pair) throws IOException {
        return config("{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, base64(pair)));
    }

    private LoginFile config(String json) throws IOException {
        return config(json.getBytes(StandardCharsets.UTF_8));
    }

    private LoginFile config(byte[] json) throws IOException {
        Path file = Files.createTempDirectory(home, "docker").resolve("config.json");
        Files.write(file, json);
        return new LoginFile(file, LoginFile.Kind.DOCKER, false);
    }

    private static DockerConfig read(String json) throws IOException {
        return DockerConfig.read("config.json", LoginFile.Kind.DOCKER, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
