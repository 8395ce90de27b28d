package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.Locale;

/**
 * What credentials are good for: scheme, host and port (RFC 6454, section 4). The scheme's own port is the same written or
 * not; a host with a dot at its end is another one, as it may be looked up otherwise.
 *
 * @param scheme in lower case
 * @param server the host, and always a port
 */
public record Origin(String scheme, HostPort server) {

    /** Returns the origin of an absolute address. */
    public static Origin of(URI uri) {
        return new Origin(uri.getScheme().toLowerCase(Locale.ROOT), HostPort.of(uri));
    }

    /** Tells whether two absolute addresses have the same one. */
    public static boolean same(URI one, URI other) {
        return of(one).equals(of(other));
    }

    // Written out: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof Origin origin && scheme.equals(origin.scheme) && server.equals(origin.server);
    }

    @Override
    public int hashCode() {
        return 31 * scheme.hashCode() + server.hashCode();
    }

    /** As people write it: without the scheme's own port. */
    @Override
    public String toString() {
        boolean usual = server.port() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + (usual ? server.host() : server.toString());
    }
}
