package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All logins of the one who builds, in one order: Maven's settings, the files of podman and Docker, the helpers that a registry is
 * known to have. The first place that has a login gives it. Files are read, and helpers run, only when a registry asks who is
 * there; files are read once.
 */
public final class Credentials {
    private final LoginSource source;
    private final CredentialHelpers helpers;
    private final Map<LoginFile, DockerConfig> read = new HashMap<>();
    private Optional<List<ServerLogin>> servers = Optional.empty();

    /**
     * Takes what there is, and reads none of it yet.
     *
     * @param programs where credential helpers are looked for
     */
    public Credentials(LoginSource source, SearchPath programs) {
        this(source, new CredentialHelpers(programs));
    }

    Credentials(LoginSource source, CredentialHelpers helpers) {
        this.source = source;
        this.helpers = helpers;
    }

    /**
     * Looks for the login to a repository.
     *
     * @throws UserErrorException if the place that would have it is malformed; says where, not what is there
     * @throws IOException if Maven's settings cannot be read
     */
    public FoundCredential find(Repository repository) throws IOException {
        Optional<ServerLogin> server = server(repository);
        if (server.isPresent()) {
            return FoundCredential.of(
                    new Credential.Password(server.get().user(), server.get().password()),
                    server.get() + " of Maven's settings");
        }
        Trail trail = new Trail();
        trail.nothing("Maven's settings have no server '" + repository.registry() + "'");
        for (LoginFile file : source.files()) {
            Optional<DockerConfig> config = config(file, trail);
            Optional<FoundCredential> found =
                    config.isPresent() ? config.get().find(repository, helpers, trail) : Optional.empty();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return helpers.askKnown(repository.registry(), trail).orElseGet(() -> FoundCredential.none(trail.none()));
    }

    private Optional<ServerLogin> server(Repository repository) throws IOException {
        List<ServerLogin> all = servers();
        for (String key : LoginKeys.ofAllPorts(repository)) {
            for (ServerLogin server : all) {
                if (LoginKeys.normalized(server.id()).equalsIgnoreCase(key)) {
                    if (!server.decrypted()) {
                        throw new UserErrorException(
                                "the password of " + server + " of Maven's settings cannot be decrypted;"
                                        + " make it anew with 'mvn --encrypt-password', and see that settings-security.xml is"
                                        + " the one that it was made with");
                    }
                    return Optional.of(server);
                }
            }
        }
        return Optional.empty();
    }

    private synchronized List<ServerLogin> servers() throws IOException {
        if (servers.isEmpty()) {
            servers = Optional.of(List.copyOf(source.servers()));
        }
        return servers.get();
    }

    private synchronized Optional<DockerConfig> config(LoginFile file, Trail trail) throws UserErrorException {
        DockerConfig known = read.get(file);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DockerConfig> config = file.read(trail);
        config.ifPresent(found -> read.put(file, found));
        return config;
    }
}
