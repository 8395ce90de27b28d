package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals share that speak to servers. */
abstract class ConnectedMojo extends KubesprayMojo {
    @Inject
    private SettingsDecrypter decrypter;

    /** The cache; default: {@code kubespray-maven} in the platform's cache directory. Safe to share and to delete. */
    @Parameter(property = "kubespray.cache")
    private @Nullable File cache;

    /** A PEM file of additional trusted authorities, for every connection. */
    @Parameter(property = "kubespray.ca")
    private @Nullable File ca;

    /** Hosts that may be spoken to over plain HTTP or with unverified TLS. Loopback addresses need not be listed. */
    @Parameter(property = "kubespray.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    /** Returns how these parameters were given, for comparison. */
    final String connections() {
        return cache + "\n" + ca + "\n" + insecureRegistries;
    }

    final Cache cache(Surroundings around) {
        return new Cache(cache != null ? cache.toPath() : around.cacheDirectory());
    }

    final Http http(Surroundings around) {
        return new HttpTransport(Connections.settings(session(), around, ca, insecureHosts()));
    }

    final Registries registries(Surroundings around) throws IOException {
        return new Registries(http(around), Logins.credentials(session(), decrypter, around), insecureHosts());
    }

    private Set<String> insecureHosts() {
        return trimmed(insecureRegistries).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Who wants to hear of failures only gets no progress either. */
    final Optional<Terminal> terminal(Surroundings around) {
        return getLog().isInfoEnabled() ? Terminal.of(session(), around) : Optional.empty();
    }
}
