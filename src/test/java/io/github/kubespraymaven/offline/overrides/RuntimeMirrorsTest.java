package io.github.kubespraymaven.offline.overrides;

import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.NEW;
import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.OLD;
import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import io.github.kubespraymaven.offline.mirror.Naming;
import io.github.kubespraymaven.offline.overrides.SiteCheckouts.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runtimes' mirrors and logins in the shapes that releases have had for them. */
class RuntimeMirrorsTest {
    private static final String CONTAINERD = "roles/container-engine/containerd/templates/";
    private static final String ALL = "inventory/group_vars/all.yml";

    private static Asked asked(Map<String, String> release, String... more) {
        return new Asked(tree(release, more));
    }

    /** What stands in a file from a variable on, up to the next. */
    private static String variable(String text, String name) {
        StringBuilder lines = new StringBuilder();
        boolean in = false;
        for (String line : text.split("\n")) {
            in = line.startsWith(" ") ? in : line.startsWith(name + ":");
            if (in) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    @Test
    void hostsTomlNamesTheFrontAsServerToo() throws IOException {
        assertEquals(
                """
                containerd_registries_mirrors:
                  - prefix: 'registry.k8s.io'
                    server: 'https://h.example.com'
                    mirrors:
                      - host: 'https://h.example.com/v2/k8s'
                        capabilities:
                          - 'pull'
                          - 'resolve'
                        skip_verify: false
                        override_path: true
                  - prefix: 'docker.io'
                    server: 'https://hub.example.com'
                    mirrors:
                      - host: 'https://hub.example.com'
                        capabilities:
                          - 'pull'
                          - 'resolve'
                        skip_verify: false
                  - prefix: 'quay.io'
                    server: 'https://q.example.com'
                    mirrors:
                      - host: 'https://q.example.com'
                        capabilities:
                          - 'pull'
                          - 'resolve'
                        skip_verify: false
                """,
                variable(
                        asked(NEW)
                                .images(
                                        Naming.PATH,
                                        "registry.k8s.io=h.example.com/k8s",
                                        "docker.io=hub.example.com",
                                        "quay.io=q.example.com")
                                .offline(),
                        "containerd_registries_mirrors"));
    }

    @Test
    void anInsecureRegistryWithAnAuthorityAndALoginHasItsOwnEntry() throws IOException {
        Asked asked = asked(NEW, CONTAINERD + "config-v1.toml.j2", "")
                .images(Naming.PATH, "reg.example.com:5000")
                .insecure("reg.example.com:5000")
                .authority()
                .logins((host, path) -> Optional.of(new RegistryLogin(host, "me", "it's {{ secret }}")));
        String text = variable(asked.offline(), "containerd_registries_mirrors");
        assertTrue(
                text.endsWith(
                        """
                          - prefix: 'reg.example.com:5000'
                            server: 'http://reg.example.com:5000'
                            mirrors:
                              - host: 'https://reg.example.com:5000'
                                capabilities:
                                  - 'pull'
                                  - 'resolve'
                                skip_verify: true
                                ca: '/etc/containers/certs.d/reg.example.com:5000/ca.crt'
                                header: '{{ registry_logins[''reg.example.com:5000''] }}'
                              - host: 'http://reg.example.com:5000'
                                capabilities:
                                  - 'pull'
                                  - 'resolve'
                                skip_verify: true
                                header: '{{ registry_logins[''reg.example.com:5000''] }}'
                        """),
                text);
        assertEquals(
                """
                registry_logins:
                  'reg.example.com:5000':
                    Authorization: !unsafe 'Basic bWU6aXQncyB7eyBzZWNyZXQgfX0='
                """,
                asked.text(OwnOverrides.LOGINS));
        assertFalse(asked.offline().contains("secret"), "no secret in the file that is not encrypted");
    }

    @Test
    void containerdOneAndCrioHaveVariablesForLogins() throws IOException {
        Asked asked = asked(
                        OLD,
                        ALL,
                        "container_manager: \"{{ 'crio' if inventory_hostname == 'cp' else 'containerd' }}\"\n",
                        "roles/container-engine/cri-o/defaults/main.yml",
                        "crio_registries: []\ncrio_registry_auth: []\n")
                .images(Naming.PATH, "reg.example.com/team")
                .logins((host, path) -> Optional.of(new RegistryLogin(host, "me", "it's {{ secret }}")));
        assertEquals(
                """
                containerd_registry_auth:
                  - registry: 'reg.example.com'
                    username: !unsafe 'me'
                    password: !unsafe 'it''s {{ secret }}'
                crio_registry_auth:
                  - registry: 'reg.example.com'
                    username: !unsafe 'me'
                    password: !unsafe 'it''s {{ secret }}'
                """,
                asked.text(OwnOverrides.LOGINS));
        assertTrue(asked.result().notes().get(1).startsWith("offline-logins.yml holds passwords: encrypt it"));
    }

    @Test
    void aReleaseWithoutAWayForLoginsIsSaidToHaveNone() throws IOException {
        OverridesResult result = asked(
                        NEW, CONTAINERD + "hosts.toml.j2", "{{ item.server }} {{ mirror.override_path }}\n")
                .images(Naming.PATH, "reg.example.com")
                .logins((host, path) -> Optional.of(new RegistryLogin(host, "me", "secret")))
                .result();
        assertEquals(
                "this release has no way to give containerd a login; nodes cannot pull from a registry that wants one",
                result.warnings().get(0));
        assertFalse(result.files().containsKey(OwnOverrides.LOGINS));
    }

    @Test
    void aLoginThatNobodyHasAndOneThatCannotBeWrittenAreNamedWithoutSecrets() throws IOException {
        assertEquals(
                "writeLogins: Maven's settings have no server 'reg.example.com'",
                asked(NEW)
                        .images(Naming.PATH, "reg.example.com")
                        .logins((host, path) -> Optional.empty())
                        .result()
                        .warnings()
                        .get(0));
        Asked broken = asked(NEW)
                .images(Naming.PATH, "reg.example.com")
                .logins((host, path) -> Optional.of(new RegistryLogin(host, "me", "two\nlines")));
        assertEquals(
                "writeLogins: the login of 'me' to reg.example.com has a line break or another control character in it,"
                        + " which no configuration file takes.",
                assertThrows(UserErrorException.class, broken::result).getMessage());
        Asked nowhere = asked(NEW).withoutPulls().logins((host, path) -> Optional.empty());
        assertTrue(String.valueOf(
                        assertThrows(UserErrorException.class, nowhere::result).getMessage())
                .startsWith("writeLogins: without -Dkubespray.registryHost"));
    }

    @Test
    void earlierReleasesOfHostsTomlSayWhatTheyCannot() throws IOException {
        OverridesResult result = asked(
                        NEW,
                        CONTAINERD + "hosts.toml.j2",
                        "server\n",
                        "roles/container-engine/containerd/defaults/main.yml",
                        "containerd_registries_mirrors: []\ncontainerd_use_config_path: false\n")
                .images(Naming.HOST, "reg.example.com")
                .authority()
                .result();
        String text = new String(result.files().get("offline.yml"), StandardCharsets.UTF_8);
        assertFalse(
                text.contains("override_path") || text.contains("server:") || text.contains("use_config_path"), text);
        assertEquals(3, result.warnings().size(), result.warnings().toString());
    }

    @Test
    void whereHostsTomlIsAChoiceItIsMade() throws IOException {
        String defaults = "containerd_registries_mirrors: []\ncontainerd_use_config_path: false\n";
        assertTrue(asked(NEW, "roles/container-engine/containerd/defaults/main.yml", defaults)
                .images(Naming.HOST, "reg.example.com")
                .offline()
                .contains("containerd_use_config_path: true\n"));
    }

    @Test
    void beforeHostsTomlThereIsATable() throws IOException {
        String text = asked(OLD)
                .images(Naming.HOST, "reg.example.com")
                .insecure("reg.example.com")
                .offline();
        assertEquals(
                """
                containerd_registries:
                  'registry.k8s.io':
                    - 'https://reg.example.com/v2/registry.k8s.io'
                    - 'http://reg.example.com/v2/registry.k8s.io'
                  'docker.io':
                    - 'https://reg.example.com/v2/docker.io'
                    - 'http://reg.example.com/v2/docker.io'
                  'quay.io':
                    - 'https://reg.example.com/v2/quay.io'
                    - 'http://reg.example.com/v2/quay.io'
                  'mcr.example.org':
                    - 'https://reg.example.com/v2/mcr.example.org'
                    - 'http://reg.example.com/v2/mcr.example.org'
                """,
                variable(text, "containerd_registries"));
        assertEquals(
                """
                containerd_insecure_registries:
                  'reg.example.com': 'http://reg.example.com'
                """,
                variable(text, "containerd_insecure_registries"));
    }

    @Test
    void crioNamesTheFrontAsLocationToo() throws IOException {
        String text = asked(NEW, ALL, "container_manager: crio\n")
                .images(Naming.HOST, "reg.example.com")
                .offline();
        assertTrue(
                variable(text, "crio_registries")
                        .startsWith(
                                """
                                crio_registries:
                                  - prefix: 'registry.k8s.io'
                                    insecure: false
                                    blocked: false
                                    location: 'reg.example.com/registry.k8s.io'
                                    unqualified: false
                                    mirrors:
                                      - location: 'reg.example.com/registry.k8s.io'
                                        insecure: false
                                """),
                text);
        assertFalse(text.contains("containerd_registries"), text);
    }

    @Test
    void crioHadAnotherVariableBefore() throws IOException {
        String text = asked(OLD, ALL, "container_manager: crio\n")
                .images(Naming.PATH, "reg.example.com")
                .insecure("reg.example.com")
                .offline();
        assertTrue(variable(text, "crio_registries_mirrors").contains("location: 'reg.example.com'\n"), text);
        assertEquals("crio_insecure_registries:\n  - 'reg.example.com'\n", variable(text, "crio_insecure_registries"));
    }

    @Test
    void dockerMirrorsDockerHubAtAHostsRootAlone() throws IOException {
        assertEquals(
                "docker_registry_mirrors:\n  - 'https://hub.example.com'\n",
                variable(
                        asked(NEW, ALL, "container_manager: docker\n")
                                .images(
                                        Naming.PATH,
                                        "docker.io=hub.example.com",
                                        "quay.io=q.example.com",
                                        "registry.k8s.io=k.example.com")
                                .offline(),
                        "docker_registry_mirrors"));
        Asked below = asked(NEW, ALL, "container_manager: docker\n").images(Naming.HOST, "reg.example.com");
        assertEquals("", variable(below.offline(), "docker_registry_mirrors"));
        assertTrue(below.result().warnings().get(0).startsWith("Docker takes only the root of a host for a mirror"));
    }

    @Test
    void mirrorsOfTheInventoryAreKept() throws IOException {
        Asked asked = asked(NEW, ALL, "containerd_registries_mirrors: []\n").images(Naming.HOST, "reg.example.com");
        assertEquals("", variable(asked.offline(), "containerd_registries_mirrors"));
        assertEquals(
                "containerd_registries_mirrors of the inventory is kept, and not in offline.yml; see that it names the site's"
                        + " registry",
                asked.result().warnings().get(0));
    }
}
