package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.Locale;

/** What is asked of an address besides its parts: how it may be printed, and which machine it means. */
public final class Address {

    private Address() {}

    /**
     * Returns an address as it may stand in a message: scheme, host, port and path. User information is left out, and so
     * is what the query says, because signed addresses carry their secret there.
     */
    public static String shown(URI uri) {
        if (uri.getHost() == null) {
            return uri.getScheme() + ":…";
        }
        return origin(uri) + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?…");
    }

    /** Returns scheme, host and port (where one is written), in lower case: what credentials are good for. */
    static String origin(URI uri) {
        return (uri.getScheme() + "://" + hostAndPort(uri)).toLowerCase(Locale.ROOT);
    }

    private static String hostAndPort(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Tells whether two addresses have the same scheme, host and port, written or not. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** Returns the port, the scheme's own where none is written. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Returns the address that is sent for: without user information and fragment. */
    static URI bare(URI uri) {
        if (uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(origin(uri) + uri.getRawPath() + query);
    }

    /** Returns a bare address with another one's user information. */
    static URI withLoginOf(URI login, URI bare) {
        if (login.getRawUserInfo() == null) {
            return bare;
        }
        String query = bare.getRawQuery() == null ? "" : "?" + bare.getRawQuery();
        return URI.create(bare.getScheme() + "://" + login.getRawUserInfo() + "@" + hostAndPort(bare)
                + bare.getRawPath() + query);
    }

    /** Tells by name alone, without asking anybody, whether a host is this machine itself. */
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
