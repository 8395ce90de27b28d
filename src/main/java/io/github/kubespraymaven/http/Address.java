package io.github.kubespraymaven.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** What is asked of an address besides its parts: how it may be printed, and what of it is sent. */
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
        return schemeAndHost(uri) + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?…");
    }

    /**
     * Reads an address that a user gave. Java's own error repeats the whole text, and with it a password; this one, which has
     * no cause, does not.
     *
     * @throws IllegalArgumentException if it is none; says so of it as it may be printed
     */
    public static URI parse(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no address: " + e.getReason());
        }
    }

    /**
     * Returns an address with its scheme in lower case.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address; says so of it as it may be printed
     */
    public static URI http(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean known = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!known || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + shown(uri.toString()) + "' is no http or https address"
                    + (known
                            ? " of a host: its name has letters, digits, dashes and dots; an address four numbers"
                            : ""));
        }
        String lower = scheme.toLowerCase(Locale.ROOT);
        return lower.equals(scheme) ? uri : URI.create(lower + uri.toString().substring(scheme.length()));
    }

    /**
     * Returns a text that should have been an address as it may stand in a message: whatever may be a login, a query or a
     * fragment is left out.
     */
    public static String shown(String text) {
        int scheme = text.indexOf("://");
        String start = scheme < 0 ? "" : text.substring(0, scheme + 3);
        String rest = text.substring(start.length());
        int login = rest.lastIndexOf('@');
        String bare = login < 0 ? rest : "…" + rest.substring(login);
        for (int i = 0; i < bare.length(); i++) {
            if (bare.charAt(i) == '?' || bare.charAt(i) == '#') {
                return start + bare.substring(0, i) + "?…";
            }
        }
        return start + bare;
    }

    private static String schemeAndHost(URI uri) {
        return (uri.getScheme() + "://" + hostAndPort(uri)).toLowerCase(Locale.ROOT);
    }

    /** Returns host and port, where one is written. */
    public static String hostAndPort(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Returns the port, the scheme's own where none is written. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Returns the address that is sent for: without user information and fragment. */
    public static URI bare(URI uri) {
        if (uri.getHost() == null || (uri.getRawUserInfo() == null && uri.getRawFragment() == null)) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(schemeAndHost(uri) + uri.getRawPath() + query);
    }

    /** Returns a bare address with another one's user information. */
    public static URI withLoginOf(URI login, URI bare) {
        if (login.getRawUserInfo() == null) {
            return bare;
        }
        String query = bare.getRawQuery() == null ? "" : "?" + bare.getRawQuery();
        return URI.create(bare.getScheme() + "://" + login.getRawUserInfo() + "@" + hostAndPort(bare)
                + bare.getRawPath() + query);
    }
}
