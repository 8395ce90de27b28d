package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.http.Patience;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /**
     * How long servers are waited for that ask for it (Retry-After), all waits for one host together: seconds, or as {@code
     * 90s}, {@code 5m}, {@code 1h}. {@code 0} waits for none.
     */
    @Parameter(property = "kubespray.retryLimit", defaultValue = "5m")
    private String retryLimit = "5m";

    /** Returns how these parameters were given, for comparison. */
    final String connections() {
        return cache + "\n" + ca + "\n" + insecureRegistries;
    }

    final Cache cache(HostEnvironment around) throws UserErrorException {
        return new Cache(cache != null ? path("cache", cache) : baseDirectory().resolve(around.cacheDirectory()));
    }

    /**
     * Returns how files and pages are fetched: of each server as who is known to it.
     *
     * @param report takes a line where a server has one wait
     */
    final Http http(HostEnvironment around, Consumer<String> report) throws UserErrorException {
        return http(around, report, Limits.usual());
    }

    /** As {@link #http(HostEnvironment, Consumer)}, with other limits. */
    final Http http(HostEnvironment around, Consumer<String> report, Limits limits) throws UserErrorException {
        return new HttpTransport(
                settings(around, report).withLimits(limits).withLogins(Logins.ofHosts(session(), decrypter, around)));
    }

    /** Returns the registries, which are told who asks when they want to know. */
    final Registries registries(HostEnvironment around, Consumer<String> report) throws UserErrorException {
        return new Registries(
                new HttpTransport(settings(around, report)),
                Logins.credentials(session(), decrypter, around),
                insecureHosts());
    }

    private HttpSettings settings(HostEnvironment around, Consumer<String> report) throws UserErrorException {
        Patience patience = new Patience(
                ParameterValues.time("retryLimit", retryLimit),
                (host, status, time) ->
                        report.accept(waiting(host, status, time, LocalTime.now(ZoneId.systemDefault()))));
        Optional<Path> authority = ca == null ? Optional.empty() : Optional.of(path("ca", ca));
        return Connections.settings(session(), decrypter, around, checkoutDirectory(), authority, insecureHosts())
                .withPatience(patience);
    }

    /** What people are told when nothing happens for a while. */
    static String waiting(String host, int status, Duration time, LocalTime now) {
        return host + " asks to wait " + time.toSeconds() + " s (" + status + "); going on at "
                + now.plus(time).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_TIME) + ".";
    }

    private Set<String> insecureHosts() {
        return trimmed(insecureRegistries).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Who wants to hear of failures only gets no progress either. */
    final Optional<Terminal> terminal(HostEnvironment around) {
        return getLog().isInfoEnabled() ? Terminal.of(session(), around) : Optional.empty();
    }
}
