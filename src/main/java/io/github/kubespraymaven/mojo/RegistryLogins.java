package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.offline.overrides.OverridesRequest;
import io.github.kubespraymaven.offline.overrides.RegistryLogin;
import io.github.kubespraymaven.registry.credential.LoginSource;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Logins to registries that Maven's settings have; those of this machine's tools are this machine's alone. */
record RegistryLogins(LoginSource source) implements OverridesRequest.LoginSearch {

    /** The narrowest server of the settings: that of the path, of the host with its port, of the host. */
    @Override
    public Optional<RegistryLogin> find(String host, String path) throws IOException {
        int port = host.lastIndexOf(':');
        String bare = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        List<ServerLogin> servers = source.servers();
        for (String id : List.of(host + "/" + path, host, bare)) {
            for (ServerLogin server : servers) {
                if (server.id().equalsIgnoreCase(id)) {
                    if (!server.decrypted()) {
                        throw new UserErrorException(
                                "writeLogins: the password of " + server
                                        + " of Maven's settings cannot be decrypted; make it anew with 'mvn --encrypt-password'.");
                    }
                    return Optional.of(new RegistryLogin(host, server.user(), server.password()));
                }
            }
        }
        return Optional.empty();
    }
}
