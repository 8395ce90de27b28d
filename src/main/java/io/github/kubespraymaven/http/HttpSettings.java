package io.github.kubespraymaven.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How servers are spoken to.
 *
 * @param authorities who is trusted besides the Java platform's own authorities
 * @param hostAuthorities directories that hold, in a folder for each host ({@code HOST} or {@code HOST:PORT}), PEM files
 *     of authorities that are trusted for that host alone ({@code *.crt}), and certificates and keys by which that host knows
 *     this client ({@code *.cert}, {@code *.key}), as Docker's certs.d
 * @param proxies which proxy is used for what
 * @param offline refuse every host but this machine
 * @param unverifiedHosts hosts ({@code HOST} or {@code HOST:PORT}, lower case) whose TLS certificate is not verified
 * @param limits how many connections, how long, how often
 * @param patience how long servers are waited for that ask for it
 * @param logins who asks servers where the address does not say it; asked for once there is a request
 * @param userAgent what the plugin calls itself
 */
public record HttpSettings(
        Authorities authorities,
        List<Path> hostAuthorities,
        Proxies proxies,
        boolean offline,
        Set<String> unverifiedHosts,
        Limits limits,
        Patience patience,
        Supplier<List<HostLogin>> logins,
        String userAgent) {
    /** Keeps its own copies. */
    public HttpSettings {
        hostAuthorities = List.copyOf(hostAuthorities);
        unverifiedHosts = Set.copyOf(unverifiedHosts);
    }

    /** PEM files of authorities, found when the first certificate is to be judged. */
    @FunctionalInterface
    public interface Authorities {
        /**
         * Returns the files.
         *
         * @throws IOException if one cannot be found: names who names it
         */
        List<Path> files() throws IOException;
    }

    /** Returns what fits a build without special wishes: no proxy, the Java platform's authorities, online. */
    public static HttpSettings usual() {
        return new HttpSettings(
                List::of,
                List.of(),
                Proxies.none(),
                false,
                Set.of(),
                Limits.usual(),
                Patience.usual(),
                List::of,
                "kubespray-maven-plugin");
    }

    /** Returns these settings with other additional authorities, found when they are needed. */
    public HttpSettings withAuthorities(Authorities files) {
        return new HttpSettings(
                files, hostAuthorities, proxies, offline, unverifiedHosts, limits, patience, logins, userAgent);
    }

    /** Returns these settings with other directories of authorities by host. */
    public HttpSettings withHostAuthorities(List<Path> directories) {
        return new HttpSettings(
                authorities, directories, proxies, offline, unverifiedHosts, limits, patience, logins, userAgent);
    }

    /** Returns these settings with other proxies. */
    public HttpSettings withProxies(Proxies rules) {
        return new HttpSettings(
                authorities, hostAuthorities, rules, offline, unverifiedHosts, limits, patience, logins, userAgent);
    }

    /** Returns these settings, offline or not. */
    public HttpSettings withOffline(boolean refused) {
        return new HttpSettings(
                authorities, hostAuthorities, proxies, refused, unverifiedHosts, limits, patience, logins, userAgent);
    }

    /** Returns these settings with other hosts whose certificates are not verified. */
    public HttpSettings withUnverifiedHosts(Set<String> hosts) {
        return new HttpSettings(
                authorities, hostAuthorities, proxies, offline, hosts, limits, patience, logins, userAgent);
    }

    /** Returns these settings with other limits. */
    public HttpSettings withLimits(Limits others) {
        return new HttpSettings(
                authorities, hostAuthorities, proxies, offline, unverifiedHosts, others, patience, logins, userAgent);
    }

    /** Returns these settings with other patience. */
    public HttpSettings withPatience(Patience other) {
        return new HttpSettings(
                authorities, hostAuthorities, proxies, offline, unverifiedHosts, limits, other, logins, userAgent);
    }

    /** Returns these settings with other logins. */
    public HttpSettings withLogins(Supplier<List<HostLogin>> others) {
        return new HttpSettings(
                authorities, hostAuthorities, proxies, offline, unverifiedHosts, limits, patience, others, userAgent);
    }
}
