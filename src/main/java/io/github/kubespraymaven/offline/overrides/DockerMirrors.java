package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Docker's mirrors, which it has for Docker Hub alone, and at the root of a host alone. */
final class DockerMirrors {
    private final RuntimeAccess access;
    private final List<String> warnings = new ArrayList<>();

    DockerMirrors(RuntimeAccess access) {
        this.access = access;
    }

    List<String> warnings() {
        return warnings;
    }

    List<VariableOverride> all() {
        List<VariableOverride> found = new ArrayList<>();
        Optional<RegistryAddress> hub = access.hosts().front(Repository.DOCKER_HUB);
        if (hub.isPresent() && hub.get().path().isEmpty()) {
            String scheme = access.isInsecure(hub.get()) ? "http://" : "https://";
            found.add(new VariableOverride(
                    "docker_registry_mirrors", List.of(scheme + hub.get().host())));
        } else {
            warnings.add("Docker takes only the root of a host for a mirror, and of Docker Hub alone; what pods name by"
                    + " upstreams' names is pulled from these");
        }
        List<String> insecure = access.hosts().all().stream()
                .filter(access::isInsecure)
                .map(RegistryAddress::host)
                .distinct()
                .toList();
        if (!insecure.isEmpty()) {
            found.add(new VariableOverride("docker_insecure_registries", insecure));
        }
        return found;
    }
}
