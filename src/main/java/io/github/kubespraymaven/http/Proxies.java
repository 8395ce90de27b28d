package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which proxy is used for which address. This machine itself is never asked through one.
 *
 * @param http the proxy for plain HTTP
 * @param https the proxy for HTTPS, which tunnels
 * @param direct hosts that are asked directly: names or addresses in which {@code *} stands for anything, as in Maven's
 *     nonProxyHosts
 */
public record Proxies(Optional<Proxy> http, Optional<Proxy> https, List<String> direct) {
    /** Keeps its own copy. */
    public Proxies {
        direct = List.copyOf(direct);
    }

    /** Returns the rule that everything is asked directly. */
    public static Proxies none() {
        return new Proxies(Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Reads the usual environment variables: {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code
     * no_proxy}, the upper-case names after the lower-case ones. A name in {@code no_proxy} stands for the hosts below it
     * too, as curl reads it.
     *
     * @throws IllegalArgumentException if a proxy's address cannot be used; names the variable, not its value
     */
    public static Proxies ofEnvironment(Map<String, String> environment) {
        Optional<Proxy> all = proxy(environment, "all_proxy");
        List<String> direct = new ArrayList<>();
        for (String entry : variable(environment, "no_proxy").orElse("").split("[,\\s]+", -1)) {
            String name =
                    entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
            if (!name.isEmpty()) {
                direct.add(name);
                direct.add("*." + name);
            }
        }
        return new Proxies(
                proxy(environment, "http_proxy").or(() -> all),
                proxy(environment, "https_proxy").or(() -> all),
                direct);
    }

    private static Optional<Proxy> proxy(Map<String, String> environment, String name) {
        return variable(environment, name).map(text -> {
            try {
                return Proxy.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("environment variable " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    /** Returns the proxy to ask for an address; empty if the host itself is to be asked. */
    public Optional<Proxy> forAddress(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (Address.isLoopback(host)
                || direct.stream().anyMatch(pattern -> matches(pattern, host, Address.port(uri)))) {
            return Optional.empty();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    }

    private static boolean matches(String pattern, String host, int port) {
        if (CidrBlock.isWrittenLike(pattern)) {
            return CidrBlock.parse(pattern).contains(host);
        }
        String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return host.matches(regex) || (host + ":" + port).matches(regex);
    }

    /** Tells whether some proxy has a login. */
    boolean hasLogin() {
        return Stream.concat(http.stream(), https.stream())
                .anyMatch(proxy -> proxy.login().isPresent());
    }

    /** Returns the login for the proxy at a host and port. */
    Optional<Proxy.Login> loginFor(String host, int port) {
        return Stream.concat(https.stream(), http.stream())
                .filter(proxy -> proxy.host().equalsIgnoreCase(host) && proxy.port() == port)
                .flatMap(proxy -> proxy.login().stream())
                .findFirst();
    }
}
