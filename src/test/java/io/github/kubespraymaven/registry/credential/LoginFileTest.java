package io.github.kubespraymaven.registry.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths are others")
class LoginFileTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final List<ServerLogin> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void onLinuxTheFilesAreThoseOfPodmanSkopeoAndDocker() {
        assertEquals(
                """
                /run/containers/1000/auth.json
                /home/me/.config/containers/auth.json
                /home/me/.docker/config.json
                /home/me/.dockercfg""",
                files("Linux"));
        environment.put("XDG_RUNTIME_DIR", "/run/user/1000");
        environment.put("XDG_CONFIG_HOME", "/etc/mine");
        environment.put("DOCKER_CONFIG", "/ci/docker");
        environment.put("REGISTRY_AUTH_FILE", "/ci/auth.json");
        assertEquals(
                """
                /ci/auth.json
                /run/user/1000/containers/auth.json
                /etc/mine/containers/auth.json
                /ci/docker/config.json
                /home/me/.dockercfg""",
                files("Linux"));
    }

    @Test
    void elsewhereThereIsNoFolderOfTheSession() {
        environment.put("XDG_RUNTIME_DIR", "/run/user/1000");
        assertEquals(
                """
                /home/me/.config/containers/auth.json
                /home/me/.docker/config.json
                /home/me/.dockercfg""",
                files("Mac OS X"));
        assertEquals(files("Mac OS X"), files("Windows 11"));
    }

    @Test
    void whereHomeIsAnotherThanJavasItComesFirst() {
        environment.put("HOME", "/github/home");
        environment.put("XDG_RUNTIME_DIR", "/run/user/1000");
        assertEquals(
                """
                /run/user/1000/containers/auth.json
                /github/home/.config/containers/auth.json
                /home/me/.config/containers/auth.json
                /github/home/.docker/config.json
                /home/me/.docker/config.json
                /github/home/.dockercfg
                /home/me/.dockercfg""",
                files("Linux"));
    }

    @Test
    void theFirstPlaceThatHasALoginGivesIt() throws Exception {
        environment.put("XDG_RUNTIME_DIR", root.resolve("run").toString());
        environment.put("REGISTRY_AUTH_FILE", root.resolve("auth.json").toString());
        String auths = "{\"auths\": {\"reg.example:5000\": {\"auth\": \"%s\"}}}";
        List<String> places = List.of(
                "home/.dockercfg",
                "home/.docker/config.json",
                "home/.config/containers/auth.json",
                "run/containers/auth.json",
                "auth.json");
        for (String place : places) {
            String json = auths.formatted(base64(place + ":p"));
            write(place, place.endsWith("cfg") ? json.substring("{\"auths\": ".length(), json.length() - 1) : json);
            assertEquals("'" + place + "' from " + root.resolve(place), told().replaceFirst("; before it.*", ""));
        }
        servers.add(new ServerLogin("reg.example:5000", "maven", "p", true));
        assertEquals("'maven' from server 'reg.example:5000' of Maven's settings", told());
    }

    @Test
    void aWiderLoginOfAnEarlierFileComesBeforeANarrowerOneOfALaterFile() throws Exception {
        write("home/.config/containers/auth.json", auths("reg.example:5000", "wide:p"));
        write("home/.docker/config.json", auths("reg.example:5000/team/app", "narrow:p"));
        assertEquals("'wide' from " + root.resolve("home/.config/containers/auth.json"), told());
    }

    @Test
    void anEarlierFileThatIsEmptyOrHasOtherLoginsIsPassedOver() throws Exception {
        write("home/.docker/config.json", auths("reg.example:5000", "u:p"));
        for (String json : List.of(
                "",
                "{}",
                "{\"auths\": {\"reg.example:5000\": {}}}",
                auths("other.example", "o:p"),
                "{\"auths\": {\"other.example\": {\"auth\": \"???\"}}}",
                "{\"auths\": null}")) {
            write("home/.config/containers/auth.json", json);
            assertEquals("'u' from " + root.resolve("home/.docker/config.json"), told(), json);
        }
    }

    @Test
    void anEarlierFileThatIsMalformedIsAMistakeAndALaterOneIsNotRead() throws Exception {
        Path wrong = write("home/.config/containers/auth.json", "{\"auths\": ");
        write("home/.docker/config.json", auths("reg.example:5000", "u:p"));
        assertEquals(
                wrong
                        + ", line 1, column 11: not JSON, or a name stands there twice; repair it, or delete it and log in"
                        + " again",
                assertThrows(UserErrorException.class, this::told).getMessage());
        write("home/.config/containers/auth.json", auths("reg.example:5000", "u:p"));
        write("home/.docker/config.json", "{\"auths\": ");
        assertEquals("'u' from " + wrong, told());
    }

    @Test
    void whatRegistryAuthFileNamesAndIsNotThereIsSaid() throws Exception {
        environment.put("REGISTRY_AUTH_FILE", root.resolve("none.json").toString());
        write("home/.docker/config.json", auths("reg.example:5000", "u:p"));
        assertEquals(
                "'u' from " + root.resolve("home/.docker/config.json") + "; before it, REGISTRY_AUTH_FILE names "
                        + root.resolve("none.json") + ", which is not there",
                told());
        environment.put("REGISTRY_AUTH_FILE", root.resolve("home").toString());
        assertEquals(
                "REGISTRY_AUTH_FILE names " + root.resolve("home") + ", which cannot be read (it is no file of this"
                        + " user's); unset it, or name the file that 'podman login' writes",
                assertThrows(UserErrorException.class, this::told).getMessage());
    }

    @Test
    void whereNoLoginIsAllPlacesAreNamed() throws Exception {
        Path empty = write("home/.docker/config.json", "{}");
        environment.put("XDG_RUNTIME_DIR", "/run/user/none");
        assertEquals(
                "Maven's settings have no server 'reg.example:5000', and " + empty + " has no login for it, there is no"
                        + " /run/user/none/containers/auth.json, no " + root
                        + "/home/.config/containers/auth.json, no " + root + "/home/.dockercfg",
                told());
    }

    @Test
    void nothingIsLookedForBeforeARegistryAsks() throws Exception {
        Credentials credentials = credentials();
        assertEquals(0, asked.get());
        credentials.find(APP);
        credentials.find(APP);
        assertEquals(1, asked.get());
    }

    private String files(String system) {
        StringBuilder names = new StringBuilder();
        LoginFile.all(environment, Path.of("/home/me"), system, () -> OptionalLong.of(1000))
                .forEach(file -> names.append('\n').append(file.path()));
        return names.substring(1);
    }

    private Path write(String place, String json) throws IOException {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, json);
    }

    private static String auths(String key, String pair) {
        return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(key, base64(pair));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Credentials credentials() {
        LoginSource source = new LoginSource() {
            @Override
            public List<ServerLogin> servers() {
                asked.incrementAndGet();
                return servers;
            }

            @Override
            public List<LoginFile> files() {
                return LoginFile.all(environment, root.resolve("home"), "Linux", OptionalLong::empty);
            }
        };
        return new Credentials(source, new SearchPath(List.of()));
    }

    private String told() throws IOException {
        FoundCredential found = credentials().find(APP);
        return found.credential().map(login -> login + " from ").orElse("") + found.source();
    }
}
