package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.DirectHosts;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.Proxies;
import io.github.kubespraymaven.http.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** How this Maven is told to reach servers. */
final class Connections {
    private Connections() {}

    /**
     * Returns the settings for all connections: proxies of Maven's settings, else of the environment; the authorities that
     * were given and those that this machine's tools
     * trust, Docker's and podman's for single registries among them.
     */
    static HttpSettings settings(
            Optional<MavenSession> session,
            SettingsDecrypter decrypter,
            HostEnvironment around,
            Path directory,
            Optional<Path> ca,
            Set<String> unverifiedHosts)
            throws UserErrorException {
        Optional<Proxies> proxies =
                session.isPresent() ? proxies(session.get().getSettings(), decrypter) : Optional.empty();
        return HttpSettings.usual()
                .withAuthorities(() -> {
                    List<Path> authorities = new ArrayList<>(around.authorities(directory));
                    ca.ifPresent(authorities::add);
                    return authorities;
                })
                .withHostAuthorities(around.certificatesByHost())
                .withProxies(proxies.orElseGet(() -> Proxies.ofEnvironment(around.environment())))
                .withOffline(session.map(s -> s.isOffline()).orElse(false))
                .withUnverifiedHosts(unverifiedHosts);
    }

    private static Optional<Proxies> proxies(Settings settings, SettingsDecrypter decrypter) throws UserErrorException {
        org.apache.maven.settings.Proxy active = settings.getActiveProxy();
        if (active == null) {
            return Optional.empty();
        }
        Optional<Proxy.Login> login = active.getUsername() == null
                ? Optional.empty()
                : Optional.of(new Proxy.Login(active.getUsername(), password(active, decrypter)));
        Proxy proxy = new Proxy(active.getHost(), active.getPort(), login);
        DirectHosts direct = Optional.ofNullable(active.getNonProxyHosts())
                .map(DirectHosts::ofMaven)
                .orElse(DirectHosts.NONE);
        return Optional.of(new Proxies(Optional.of(proxy), Optional.of(proxy), direct));
    }

    /** Maven keeps it encrypted ({@code {…}}) in the settings that it hands out. */
    private static String password(org.apache.maven.settings.Proxy proxy, SettingsDecrypter decrypter)
            throws UserErrorException {
        if (proxy.getPassword() == null) {
            return "";
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        if (!result.getProblems().isEmpty()) {
            throw new UserErrorException("The password of the proxy '" + proxy.getId()
                    + "' in Maven's settings cannot be decrypted; write it anew with 'mvn --encrypt-password', and see that"
                    + " settings-security.xml holds the master password it was made with.");
        }
        return Optional.ofNullable(result.getProxy().getPassword()).orElse("");
    }
}
