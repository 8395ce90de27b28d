package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Logins to registries in a release's own way: {@code containerd_registry_auth} for containerd 1, headers for containerd 2 (v2.29 on),
 * {@code crio_registry_auth} (v2.18 on). They stand in a file of their own.
 */
final class LoginOverrides {
    private static final List<String> CONFIGS = List.of(
            "roles/container-engine/containerd/templates/config.toml.j2",
            "roles/container-engine/containerd/templates/config-v1.toml.j2");

    private final List<RegistryLogin> logins;
    private final List<String> warnings = new ArrayList<>();

    LoginOverrides(List<RegistryLogin> logins) {
        this.logins = logins;
    }

    List<String> warnings() {
        return warnings;
    }

    /**
     * The variables.
     *
     * @param runtimes those of the hosts: containerd, crio, docker
     * @param headers whether containerd's mirrors can have headers
     */
    List<VariableOverride> all(SourceTree checkout, EffectiveVariables variables, Set<String> runtimes, boolean headers)
            throws IOException {
        List<VariableOverride> found = new ArrayList<>();
        if (runtimes.contains("containerd")) {
            if (headers) {
                found.add(new VariableOverride(RuntimeAccess.HEADERS, headers()));
            } else if (readsAuth(checkout, variables)) {
                found.add(new VariableOverride("containerd_registry_auth", entries()));
            } else {
                warnings.add(
                        "this release has no way to give containerd a login; nodes cannot pull from a registry that"
                                + " wants one");
            }
        }
        if (runtimes.contains("crio")) {
            if (variables.has("crio_registry_auth")) {
                found.add(new VariableOverride("crio_registry_auth", entries()));
            } else {
                warnings.add(
                        "this release has no way to give CRI-O a login; nodes cannot pull from a registry that wants"
                                + " one");
            }
        }
        if (runtimes.contains("docker")) {
            warnings.add("kubespray has no variable for logins of Docker: run 'docker login' on the nodes, or let the"
                    + " registry give its images to anybody");
        }
        return found;
    }

    /** From v2.28 on the variable is read by the configuration of containerd 1 alone. */
    private static boolean readsAuth(SourceTree checkout, EffectiveVariables variables) throws IOException {
        boolean two = !checkout.read(CONFIGS.get(1)).orElse("").isEmpty()
                && variables.holds("containerd_version is version('2.0.0', '>=')");
        return checkout.read(CONFIGS.get(two || checkout.read(CONFIGS.get(1)).isEmpty() ? 0 : 1))
                .orElse("")
                .contains("containerd_registry_auth");
    }

    private List<Object> entries() {
        List<Object> entries = new ArrayList<>();
        for (RegistryLogin login : logins) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("registry", login.host());
            entry.put("username", new SecretText(login.user()));
            entry.put("password", new SecretText(login.password()));
            entries.add(entry);
        }
        return entries;
    }

    /** RFC 7617. */
    private Map<String, Object> headers() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (RegistryLogin login : logins) {
            byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
            headers.put(
                    login.host(),
                    Map.of(
                            "Authorization",
                            new SecretText("Basic " + Base64.getEncoder().encodeToString(pair))));
        }
        return headers;
    }
}
