package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.http.DirectHosts;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.Proxies;
import io.github.kubespraymaven.http.Proxy;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Settings;
import org.jspecify.annotations.Nullable;

/** How this Maven is told to reach servers. */
final class Connections {
    private Connections() {}

    /**
     * Returns the settings for all connections: proxies of Maven's settings, else of the environment; the authorities that
     * were given and those that this machine's tools
     * trust, Docker's and podman's for single registries among them.
     */
    static HttpSettings settings(
            Optional<MavenSession> session, Surroundings around, @Nullable File ca, Set<String> unverifiedHosts) {
        List<Path> authorities = new ArrayList<>(around.authorities());
        if (ca != null) {
            authorities.add(ca.toPath());
        }
        return HttpSettings.usual()
                .withAuthorities(authorities)
                .withHostAuthorities(around.certificatesByHost())
                .withProxies(session.flatMap(s -> proxies(s.getSettings()))
                        .orElseGet(() -> Proxies.ofEnvironment(around.environment())))
                .withOffline(session.map(s -> s.isOffline()).orElse(false))
                .withUnverifiedHosts(unverifiedHosts);
    }

    private static Optional<Proxies> proxies(Settings settings) {
        org.apache.maven.settings.Proxy active = settings.getActiveProxy();
        if (active == null) {
            return Optional.empty();
        }
        Optional<Proxy.Login> login = active.getUsername() == null
                ? Optional.empty()
                : Optional.of(new Proxy.Login(
                        active.getUsername(), active.getPassword() == null ? "" : active.getPassword()));
        Proxy proxy = new Proxy(active.getHost(), active.getPort(), login);
        DirectHosts direct = Optional.ofNullable(active.getNonProxyHosts())
                .map(DirectHosts::ofMaven)
                .orElse(DirectHosts.NONE);
        return Optional.of(new Proxies(Optional.of(proxy), Optional.of(proxy), direct));
    }
}
