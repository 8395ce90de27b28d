package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.program.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All logins of the one who builds: Maven's settings first, then Docker's configuration. Helpers are run only when a
 * registry asks who is there.
 */
public final class Credentials {
    private final List<ServerLogin> servers;
    private final Optional<DockerConfig> docker;
    private final SearchPath programs;

    /**
     * Takes what there is.
     *
     * @param servers of Maven's settings, decrypted
     * @param docker Docker's config.json, where there is one
     * @param programs where credential helpers are looked for
     */
    public Credentials(List<ServerLogin> servers, Optional<DockerConfig> docker, SearchPath programs) {
        this.servers = List.copyOf(servers);
        this.docker = docker;
        this.programs = programs;
    }

    /** Returns none at all. */
    public static Credentials none() {
        return new Credentials(List.of(), Optional.empty(), SearchPath.none());
    }

    /** Looks for the login to a repository. */
    public FoundCredential find(Repository repository) {
        for (String id : serverIds(repository)) {
            for (ServerLogin server : servers) {
                if (server.id().equalsIgnoreCase(id)) {
                    return FoundCredential.of(
                            new Credential.Password(server.user(), server.password()), server + " of Maven's settings");
                }
            }
        }
        String nowhere = "Maven's settings have no server '" + repository.registry() + "'";
        if (docker.isEmpty()) {
            return FoundCredential.none(nowhere + ", and there is no Docker configuration");
        }
        FoundCredential found = docker.get().find(repository, programs);
        return found.credential().isPresent() ? found : FoundCredential.none(nowhere + ", and " + found.source());
    }

    /** A host with its port, then without: one password often serves all ports of a machine. */
    private static List<String> serverIds(Repository repository) {
        String registry = repository.registry();
        List<String> ids = new ArrayList<>(List.of(registry));
        if (registry.equals(Repository.DOCKER_HUB)) {
            ids.addAll(List.of("index." + registry, "registry-1." + registry, DockerConfig.HUB_KEY));
        }
        int port = registry.lastIndexOf(':');
        if (port > registry.lastIndexOf(']')) {
            ids.add(registry.substring(0, port));
        }
        return ids;
    }
}
