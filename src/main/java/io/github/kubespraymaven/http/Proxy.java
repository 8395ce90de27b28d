package io.github.kubespraymaven.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy that is spoken to over plain HTTP.
 *
 * @param host its name or address
 * @param port its port
 * @param login who asks, where it wants to know
 */
public record Proxy(String host, int port, Optional<Login> login) {
    /** Checks the port. */
    public Proxy {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a proxy's host and port: '" + host + "', " + port);
        }
    }

    /** A user's name and password; never printed. */
    public record Login(String user, String password) {
        /** Returns it as basic credentials (RFC 7617). */
        public String basic() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "(a login)";
        }
    }

    /**
     * Reads a proxy as {@code http_proxy} has it: {@code [http://][USER:PASSWORD@]HOST[:PORT]}.
     *
     * @throws IllegalArgumentException if it is written otherwise, or is no HTTP proxy; names it without the login
     */
    public static Proxy parse(String text) {
        String withScheme = text.contains("://") ? text : "http://" + text;
        URI uri;
        try {
            uri = URI.create(withScheme.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the address of a proxy (http://HOST:PORT)");
        }
        if (!"http".equals(uri.getScheme().toLowerCase(Locale.ROOT)) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "only proxies that are spoken to over http:// can be used, not " + Address.shown(uri));
        }
        return new Proxy(uri.getHost(), Address.port(uri), login(uri));
    }

    /** Returns the login in an address' user information, its percent-encoding undone. */
    static Optional<Login> login(URI uri) {
        return Optional.ofNullable(uri.getRawUserInfo()).map(info -> {
            int colon = info.indexOf(':');
            return colon < 0
                    ? new Login(decoded(info), "")
                    : new Login(decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)));
        });
    }

    private static String decoded(String percentEncoded) {
        return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
