package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;

/** A registry that asks who is there, and the settings that answer. */
@ExtendWith(Laboratory.Provider.class)
class PushIT {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    Path work;

    private RegistryServer registry;

    @BeforeEach
    void open() throws Exception {
        registry = new RegistryServer();
        String key = Base64.getEncoder().encodeToString(("pusher:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        registry.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"here\""), "Basic " + key));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anEncryptedPasswordOfTheSettingsOpensTheRegistryAndIsNeverPrinted(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path security = lab.maven().home().resolve(".m2/settings-security.xml");
        DefaultPlexusCipher cipher = new DefaultPlexusCipher();
        Files.writeString(
                security,
                "<settingsSecurity><master>" + cipher.encryptAndDecorate("master", "settings.security")
                        + "</master></settingsSecurity>");
        try {
            lab.maven().settings(server(cipher.encryptAndDecorate(PASSWORD, "master")));
            String to = "docker://" + registry.host() + "/team/kubespray:mine";
            MavenRun run = lab.build(site, "-X", "-Dkubespray.to=" + to).succeeded();
            assertFalse(run.output().contains(PASSWORD), "the password is printed");
            assertTrue(run.output().contains("Pushed " + registry.host() + "/team/kubespray:mine: "), run.output());
            assertEquals(
                    site.image().digest(),
                    io.github.kubespraymaven.digest.Digest.of(registry.manifest("team/kubespray", "mine")
                                    .orElseThrow()
                                    .bytes())
                            .toString());
            assertEquals(
                    registry.host() + "/team/kubespray:mine",
                    site.image().at("/tags/1").asText());
        } finally {
            Files.delete(security);
            lab.maven().settings("");
        }
    }

    @Test
    void aRegistryThatRefusesIsNamedWithWhoAskedUntilTheEnvironmentGivesTheRightPassword(Laboratory lab)
            throws Exception {
        Site site = lab.site(work);
        String before = Files.readString(site.checkout().resolve("target/kubespray/image.json"));
        String to = "-Dkubespray.to=docker://" + registry.host() + "/team/kubespray";
        String place =
                registry.host() + "/team/kubespray: cannot look for the manifest v2.31.0-kube-v1.35.4: status 401"
                        + " from http://" + registry.host() + "/v2/team/kubespray/manifests/v2.31.0-kube-v1.35.4, ";
        assertEquals(
                place + "asked without a login (Maven's settings have no server '" + registry.host()
                        + "', and there is no FILES); give a login: a server with the id '"
                        + registry.host() + "' in Maven's settings.xml, or 'docker login " + registry.host() + "'",
                lab.build(site, to).failed().complaint().replaceAll("there is no [^)]*", "there is no FILES"));
        try {
            lab.maven().settings(server("wrong-horse"));
            MavenRun refused = lab.build(site, "-X", to);
            assertFalse(refused.output().contains("wrong-horse"), "the password is printed");
            assertTrue(refused.exit() != 0);
            String who = place + "asked as 'pusher' (server '" + registry.host()
                    + "' of Maven's settings); check that login and its rights, or give another: ";
            assertTrue(refused.output().contains(who), refused.output());
            assertEquals(before, Files.readString(site.checkout().resolve("target/kubespray/image.json")));

            lab.maven().settings(server("${env.REGISTRY_PASSWORD}"));
            lab.maven()
                    .run(
                            site.checkout(),
                            Map.of("REGISTRY_PASSWORD", PASSWORD),
                            lab.arguments(Laboratory.goal("build"), site.cache(), to))
                    .succeeded();
            assertTrue(
                    registry.manifest("team/kubespray", "v2.31.0-kube-v1.35.4").isPresent());
        } finally {
            lab.maven().settings("");
        }
    }

    @Test
    void aFailedPushLeavesTheImageBeforeAndTheFileThatTellsOfIt(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path index = site.layout().resolve("index.json");
        String before = Files.readString(index);
        String digest = site.image().digest();
        site.edit(SmallCheckout.TASKS, "hello", "goodbye");

        lab.build(site, "-Dkubespray.to=docker://" + registry.host() + "/team/kubespray")
                .failed();
        assertEquals(digest, site.image().digest());
        assertEquals(before, Files.readString(index));

        lab.build(site).succeeded();
        assertNotEquals(digest, site.image().digest());
        assertTrue(Files.readString(index).contains(site.image().digest()));
    }

    private String server(String password) {
        return "<servers><server><id>" + registry.host() + "</id><username>pusher</username><password>" + password
                + "</password></server></servers>";
    }
}
