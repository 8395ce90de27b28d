package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.HostPort;
import io.github.kubespraymaven.http.Proxy;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.credential.DockerConfig;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** Who asks registries: the servers of Maven's settings, with their passwords decrypted, and what Docker knows. */
final class Logins {
    private Logins() {}

    static Credentials credentials(Optional<MavenSession> session, SettingsDecrypter decrypter, Surroundings around)
            throws IOException {
        return new Credentials(servers(session, decrypter), docker(around), around.programs());
    }

    private static List<ServerLogin> servers(Optional<MavenSession> session, SettingsDecrypter decrypter) {
        List<ServerLogin> servers = new ArrayList<>();
        if (session.isPresent() && !session.get().getSettings().getServers().isEmpty()) {
            DefaultSettingsDecryptionRequest request =
                    new DefaultSettingsDecryptionRequest(session.get().getSettings());
            for (Server server : decrypter.decrypt(request).getServers()) {
                if (server.getUsername() != null && server.getPassword() != null) {
                    servers.add(new ServerLogin(server.getId(), server.getUsername(), server.getPassword()));
                }
            }
        }
        return servers;
    }

    /**
     * Returns who asks indexes, mirrors and file servers: the servers of Maven's settings whose id is the host, with its port or
     * without; then those of {@code .netrc}. They are read when first asked for.
     */
    static Supplier<List<HostLogin>> ofHosts(
            Optional<MavenSession> session, SettingsDecrypter decrypter, Surroundings around) {
        return new Supplier<>() {
            private Optional<List<HostLogin>> known = Optional.empty();

            @Override
            public synchronized List<HostLogin> get() {
                if (known.isEmpty()) {
                    List<HostLogin> logins = new ArrayList<>();
                    for (ServerLogin one : servers(session, decrypter)) {
                        logins.add(new HostLogin(
                                HostPort.parse(one.id()),
                                new Proxy.Login(one.user(), one.password()),
                                one + " of Maven's settings"));
                    }
                    logins.addAll(around.netrc());
                    known = Optional.of(List.copyOf(logins));
                }
                return known.get();
            }
        };
    }

    private static Optional<DockerConfig> docker(Surroundings around) throws IOException {
        Path directory = around.variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElse(around.home().resolve(".docker"));
        Path file = directory.resolve("config.json");
        return Files.isReadable(file)
                ? Optional.of(DockerConfig.read(file.toString(), Files.readAllBytes(file)))
                : Optional.empty();
    }
}
