package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.offline.overrides.RegistryLogin;
import io.github.kubespraymaven.offline.overrides.SiteCheckouts;
import io.github.kubespraymaven.registry.credential.LoginFile;
import io.github.kubespraymaven.registry.credential.LoginSource;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal on a checkout in miniature on disk, and what becomes of its file in the inventory. */
class OfflineVarsMojoTest {
    @TempDir
    private Path checkout;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void drawCheckout() throws IOException {
        for (Map.Entry<String, String> file : SiteCheckouts.NEW.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        write("cluster.yml", "- hosts: all\n");
        write("galaxy.yml", "version: 2.31.0\n");
        write("inventory/hosts.ini", SiteCheckouts.HOSTS);
    }

    private void write(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void run(AbstractMojo mojo, Object... parameters) throws Exception {
        said.clear();
        set(mojo, "basedir", checkout.toFile());
        for (int i = 0; i < parameters.length; i += 2) {
            set(mojo, (String) parameters[i], parameters[i + 1]);
        }
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                said.add(content.toString());
            }

            @Override
            public void warn(CharSequence content) {
                said.add("WARNING " + content);
            }
        });
        mojo.execute();
    }

    private void overrides(Object... parameters) throws Exception {
        Object[] all = new Object[parameters.length + 4];
        System.arraycopy(
                new Object[] {"inventory", "inventory/hosts.ini", "platforms", List.of("linux/amd64")}, 0, all, 0, 4);
        System.arraycopy(parameters, 0, all, 4, parameters.length);
        run(new OfflineVarsMojo(), all);
    }

    private static void set(Object mojo, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = mojo.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(mojo, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private String failure(Object... parameters) {
        return String.valueOf(assertThrows(MojoFailureException.class, () -> overrides(parameters))
                .getMessage());
    }

    private Path result(String name) {
        return checkout.resolve("target/kubespray").resolve(name);
    }

    @Test
    void itSaysWhatWasProvenAndWhatToDo() throws Exception {
        overrides("filesRepo", " https://files.example.com/ ", "registryHost", List.of("reg.example.com"));
        assertTrue(
                said.get(0)
                        .matches("\\d+ variables; \\d+ fields of downloads compared: each file and image is the"
                                + " site's, and nothing else is changed\\."),
                said.toString());
        assertEquals(
                List.of(
                        "Written to " + result("") + ":",
                        "  offline.yml",
                        "Copy offline.yml into group_vars/all/ of the inventory, or pass it with -e @offline.yml."),
                said.subList(1, said.size()));
        assertTrue(Files.readString(result("offline.yml")).startsWith("# Written by kubespray-maven-plugin"));
    }

    @Test
    void listsNameUpstreamsThoughTheFileLiesInTheInventoryAndTheSiteWhenAsked() throws Exception {
        overrides("filesRepo", "https://files.example.com", "registryHost", List.of("reg.example.com"));
        Files.createDirectories(checkout.resolve("inventory/group_vars/all"));
        Files.copy(result("offline.yml"), checkout.resolve("inventory/group_vars/all/offline.yml"));
        lists();
        assertTrue(Files.readString(result("files.list")).startsWith("https://dl.k8s.io/"));
        assertTrue(Files.readString(result("images.list")).contains("docker.io/library/nginx:1.27\n"));
        lists("offline", true);
        assertTrue(Files.readString(result("files.list")).startsWith("https://files.example.com/dl.k8s.io/"));
        assertTrue(Files.readString(result("images.list")).contains("reg.example.com/library/nginx:1.27\n"));
        MojoFailureException refused =
                assertThrows(MojoFailureException.class, () -> run(new MirrorMojo(), "to", "docker://reg.example.com"));
        assertTrue(String.valueOf(refused.getMessage()).contains("were made with -Dkubespray.offline"));
        // Other variables of the same place count as ever.
        overrides("filesRepo", "https://other.example.com");
        assertTrue(Files.readString(result("offline.yml")).contains("files_repo: 'https://other.example.com'\n"));
    }

    private void lists(Object... more) throws Exception {
        Object[] all = {"inventory", "inventory/hosts.ini", "platforms", List.of("linux/amd64"), "offline", false};
        run(new ManifestsMojo(), all);
        if (more.length > 0) {
            all[5] = true;
            run(new ManifestsMojo(), all);
        }
    }

    @Test
    void listsLeaveOutTheFileAsExtraVariablesAndEncryptedLogins() throws Exception {
        overrides("filesRepo", "https://files.example.com");
        write("inventory/group_vars/all/offline-logins.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n");
        run(
                new ManifestsMojo(),
                "inventory",
                "inventory/hosts.ini",
                "platforms",
                List.of("linux/amd64"),
                "extraVars",
                "@target/kubespray/offline.yml");
        assertTrue(Files.readString(result("files.list")).startsWith("https://dl.k8s.io/"));
    }

    @Test
    void badParametersLeaveTheFileOfTheRunBefore() throws Exception {
        overrides("filesRepo", "https://files.example.com");
        String before = Files.readString(result("offline.yml"));
        assertEquals(
                "imageNames: wanted path or host, got 'both'.", failure("imageNames", "both", "filesRepo", "http://f"));
        assertTrue(failure("registryHost", List.of("https://reg.example.com")).contains("have no scheme"));
        assertTrue(failure("filesRepo", "files.example.com").startsWith("filesRepo: wanted http://HOST"));
        assertTrue(failure("osRepo", "packages").startsWith("osRepo: wanted http://HOST"));
        assertTrue(failure("filesRepo", "http://f", "ca", new File("none.pem")).startsWith("ca: there is no file "));
        assertTrue(failure("filesRepo", " ").startsWith("Say what the site has"));
        assertTrue(failure("filesRepo", "http://f", "platforms", List.of("linux/s390x"))
                .startsWith("platforms: wanted"));
        assertEquals(before, Files.readString(result("offline.yml")));
    }

    /** Servers of Maven's settings, without any other tool's files. */
    private record Settings(List<ServerLogin> servers) implements LoginSource {
        @Override
        public List<LoginFile> files() {
            return List.of();
        }
    }

    @Test
    void theNarrowestServerOfTheSettingsIsTheLogin() throws IOException {
        RegistryLogins logins = new RegistryLogins(new Settings(List.of(
                new ServerLogin("reg.example.com", "all", "a", true),
                new ServerLogin("reg.example.com:5000/team", "team", "b", true),
                new ServerLogin("locked.example.com", "me", "{x}", false))));
        assertEquals(
                Optional.of(new RegistryLogin("reg.example.com:5000", "team", "b")),
                logins.find("reg.example.com:5000", "team"));
        assertEquals(
                Optional.of(new RegistryLogin("reg.example.com:5000", "all", "a")),
                logins.find("reg.example.com:5000", ""));
        assertEquals(Optional.empty(), logins.find("other.example.com", ""));
        String said = String.valueOf(assertThrows(UserErrorException.class, () -> logins.find("locked.example.com", ""))
                .getMessage());
        assertTrue(said.contains("cannot be decrypted"), said);
        assertFalse(said.contains("{x}"), said);
    }
}
