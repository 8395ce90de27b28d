package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.HostPort;
import io.github.kubespraymaven.http.Proxy;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.credential.LoginFile;
import io.github.kubespraymaven.registry.credential.LoginSource;
import io.github.kubespraymaven.registry.credential.ServerLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Who asks registries: the servers of Maven's settings, with their passwords decrypted, and the files of podman and Docker. */
record Logins(Optional<MavenSession> session, SettingsDecrypter decrypter, HostEnvironment around)
        implements LoginSource {
    static Credentials credentials(
            Optional<MavenSession> session, SettingsDecrypter decrypter, HostEnvironment around) {
        return new Credentials(new Logins(session, decrypter, around), around.programs());
    }

    @Override
    public List<ServerLogin> servers() {
        List<ServerLogin> servers = new ArrayList<>();
        if (session.isPresent() && !session.get().getSettings().getServers().isEmpty()) {
            Map<String, String> given = new HashMap<>();
            session.get().getSettings().getServers().forEach(server -> given.put(server.getId(), server.getPassword()));
            SettingsDecryptionResult result = decrypter.decrypt(
                    new DefaultSettingsDecryptionRequest(session.get().getSettings()));
            for (Server server : result.getServers()) {
                if (server.getUsername() != null && server.getPassword() != null) {
                    boolean decrypted = result.getProblems().isEmpty()
                            || !isEncrypted(server.getPassword())
                            || !server.getPassword().equals(given.get(server.getId()));
                    servers.add(new ServerLogin(server.getId(), server.getUsername(), server.getPassword(), decrypted));
                }
            }
        }
        return servers;
    }

    /** Tells whether a password is as Maven encrypts it; what stands beside it is a remark. Asked only where there was a problem. */
    private static boolean isEncrypted(String password) {
        return Pattern.compile("(?<!\\\\)\\{.*[^\\\\]}", Pattern.DOTALL)
                .matcher(password)
                .find();
    }

    /**
     * Returns who asks indexes, mirrors and file servers: the servers of Maven's settings whose id is the host, with its port or
     * without; then those of {@code .netrc}. They are read when first asked for.
     */
    static Supplier<List<HostLogin>> ofHosts(
            Optional<MavenSession> session, SettingsDecrypter decrypter, HostEnvironment around) {
        return new Supplier<>() {
            private Optional<List<HostLogin>> known = Optional.empty();

            @Override
            public synchronized List<HostLogin> get() {
                if (known.isEmpty()) {
                    List<HostLogin> logins = new ArrayList<>();
                    for (ServerLogin one : new Logins(session, decrypter, around).servers()) {
                        // Nobody is to be sent a password as it was encrypted.
                        if (one.decrypted()) {
                            logins.add(new HostLogin(
                                    HostPort.parse(one.id()),
                                    new Proxy.Login(one.user(), one.password()),
                                    one + " of Maven's settings"));
                        }
                    }
                    logins.addAll(around.netrc());
                    known = Optional.of(List.copyOf(logins));
                }
                return known.get();
            }
        };
    }

    @Override
    public List<LoginFile> files() {
        return LoginFile.all(around.environment(), around.home(), System.getProperty("os.name"), Logins::uid);
    }

    /** The JDK tells whose a file is, not who it is itself. */
    private static OptionalLong uid() {
        try {
            return OptionalLong.of(((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue());
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
