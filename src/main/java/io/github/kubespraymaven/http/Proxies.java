package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy is used for which address. This machine itself is never asked through one.
 *
 * @param http the proxy for plain HTTP
 * @param https the proxy for HTTPS, which tunnels
 * @param direct servers that are asked directly
 */
public record Proxies(Optional<Proxy> http, Optional<Proxy> https, DirectHosts direct) {

    /** Returns the rule that everything is asked directly. */
    public static Proxies none() {
        return new Proxies(Optional.empty(), Optional.empty(), DirectHosts.NONE);
    }

    /**
     * Reads the usual environment variables: {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code
     * no_proxy}, the upper-case names after the lower-case ones. {@link DirectHosts} says how the last is
     * read.
     *
     * @throws IllegalArgumentException if a proxy's address cannot be used; names the variable, not its value
     */
    public static Proxies ofEnvironment(Map<String, String> environment) {
        Optional<Proxy> all = proxy(environment, "all_proxy");
        return new Proxies(
                proxy(environment, "http_proxy").or(() -> all),
                proxy(environment, "https_proxy").or(() -> all),
                DirectHosts.ofNoProxy(variable(environment, "no_proxy").orElse("")));
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
        HostPort server = HostPort.of(uri);
        if (server.isLoopback() || direct.contains(server)) {
            return Optional.empty();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    }
}
