package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * containerd's mirrors in a release's own shape: hosts.toml from v2.23 on ({@code containerd_registries_mirrors}), before that the CRI
 * plugin's table ({@code containerd_registries}). What a release can say is read in its templates.
 */
final class ContainerdMirrors {
    private static final String TEMPLATES = "roles/container-engine/containerd/templates/";

    private final RuntimeAccess access;
    private final String hostsToml;
    private final String configToml;
    private final boolean switchable;
    private final List<String> warnings = new ArrayList<>();

    ContainerdMirrors(SourceTree checkout, EffectiveVariables variables, RuntimeAccess access) throws IOException {
        this.access = access;
        this.hostsToml = checkout.read(TEMPLATES + "hosts.toml.j2").orElse("");
        this.configToml = checkout.read(TEMPLATES + "config.toml.j2").orElse("");
        this.switchable = variables.has("containerd_use_config_path");
    }

    List<String> warnings() {
        return warnings;
    }

    /** Tells whether logins can be headers of hosts.toml (v2.29 on). */
    boolean takesHeaders() {
        return hostsToml.contains("mirror.header");
    }

    List<VariableOverride> all() {
        if (hostsToml.isEmpty()) {
            return tables();
        }
        List<VariableOverride> found = new ArrayList<>();
        List<Object> entries = new ArrayList<>();
        access.fronts().forEach((upstream, front) -> entries.add(entry(upstream, front)));
        if (needsOwnEntries()) {
            access.hosts().hosts().forEach(host -> entries.add(entry(host, new RegistryAddress(host, ""))));
        }
        found.add(new VariableOverride("containerd_registries_mirrors", entries));
        if (switchable && takesServer()) {
            // The other way containerd goes on to the upstream itself.
            found.add(new VariableOverride("containerd_use_config_path", true));
        }
        warnOfTemplates();
        return found;
    }

    private boolean takesServer() {
        return hostsToml.contains("item.server");
    }

    /** Images are pulled by the registry's own name, so what it asks for must be known under that name too. */
    private boolean needsOwnEntries() {
        boolean header = takesHeaders() && !access.logins().isEmpty();
        boolean authority = access.authority() && hostsToml.contains("mirror.ca");
        return header || authority || access.hosts().all().stream().anyMatch(access::isInsecure);
    }

    private Map<String, Object> entry(String prefix, RegistryAddress front) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("prefix", prefix);
        if (takesServer()) {
            entry.put("server", (access.isInsecure(front) ? "http://" : "https://") + front.host());
        }
        List<Object> mirrors = new ArrayList<>();
        mirrors.add(mirror("https", front));
        if (access.isInsecure(front)) {
            mirrors.add(mirror("http", front));
        }
        entry.put("mirrors", mirrors);
        return entry;
    }

    private Map<String, Object> mirror(String scheme, RegistryAddress front) {
        Map<String, Object> mirror = new LinkedHashMap<>();
        mirror.put("host", RuntimeAccess.url(scheme, front));
        mirror.put("capabilities", List.of("pull", "resolve"));
        mirror.put("skip_verify", access.isInsecure(front));
        if (!front.path().isEmpty() && hostsToml.contains("override_path")) {
            mirror.put("override_path", true);
        }
        if (access.authority() && scheme.equals("https") && hostsToml.contains("mirror.ca")) {
            mirror.put("ca", RuntimeAccess.authorityFile(front.host()));
        }
        if (takesHeaders() && access.logins().contains(front.host())) {
            mirror.put("header", "{{ " + RuntimeAccess.HEADERS + "['" + front.host() + "'] }}");
        }
        return mirror;
    }

    private void warnOfTemplates() {
        boolean paths = access.fronts().values().stream()
                .anyMatch(front -> !front.path().isEmpty());
        if (paths && !hostsToml.contains("override_path")) {
            warnings.add("this release cannot tell hosts.toml that a mirror has a path: pods get images of upstreams'"
                    + " names from it, nerdctl on a node does not");
        }
        if (!takesServer()) {
            warnings.add(
                    "this release cannot keep containerd from the internet (hosts.toml without a server): where the"
                            + " mirror lacks an image, a node asks the upstream, and waits for it");
        }
        if (access.authority() && !hostsToml.contains("mirror.ca")) {
            warnings.add(
                    "this release cannot name the registry's authority to containerd; it has to be among those of the"
                            + " nodes' system");
        }
    }

    private List<VariableOverride> tables() {
        Map<String, Object> registries = new LinkedHashMap<>();
        access.fronts().forEach((upstream, front) -> registries.put(upstream, endpoints(front)));
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RegistryAddress address : access.hosts().all()) {
            if (access.isInsecure(address)) {
                plain.put(address.host(), "http://" + address.host());
            }
        }
        boolean knowsInsecure = configToml.contains("containerd_insecure_registries");
        if (!knowsInsecure) {
            registries.putAll(plain);
        }
        if (access.authority()) {
            warnings.add(
                    "this release cannot name the registry's authority to containerd; it has to be among those of the"
                            + " nodes' system");
        }
        List<VariableOverride> found = new ArrayList<>();
        found.add(new VariableOverride("containerd_registries", registries));
        if (knowsInsecure && !plain.isEmpty()) {
            found.add(new VariableOverride("containerd_insecure_registries", plain));
        }
        return found;
    }

    private Object endpoints(RegistryAddress front) {
        String https = RuntimeAccess.url("https", front);
        return access.isInsecure(front) ? List.of(https, RuntimeAccess.url("http", front)) : https;
    }
}
