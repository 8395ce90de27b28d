package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.Locale;

/**
 * A server as rules name it, {@code HOST} or {@code HOST:PORT}. Whatever is kept for single servers is compared by this:
 * {@code insecureRegistries}, certs.d, logins, {@code no_proxy}.
 *
 * @param host in lower case; an address in one form only: IPv6 in brackets, shortened and without its zone, IPv4-mapped as
 *     IPv4
 * @param port its port; {@link #ANY} in a rule that says none
 */
public record HostPort(String host, int port) {
    /** All ports of a host. */
    public static final int ANY = -1;

    /** Brings the host into its form. */
    public HostPort {
        String lower = host.toLowerCase(Locale.ROOT);
        host = mayBeAddress(lower)
                ? IpAddress.parse(lower).map(IpAddress::toString).orElse(lower)
                : lower;
    }

    /** Most hosts have names. */
    private static boolean mayBeAddress(String host) {
        return host.indexOf(':') >= 0 || (!host.isEmpty() && host.charAt(0) >= '0' && host.charAt(0) <= '9');
    }

    /**
     * Reads {@code HOST}, {@code HOST:PORT}, or an IPv6 address with brackets or without. What is none of these is a host
     * that no server has.
     */
    public static HostPort parse(String text) {
        String server = text.strip();
        int colon = server.lastIndexOf(':');
        String port = server.substring(colon + 1);
        boolean bareV6 = server.indexOf(':') < colon && !server.startsWith("[");
        boolean hasPort = colon > server.lastIndexOf(']')
                && !bareV6
                && !port.isEmpty()
                && port.length() <= 5
                && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return hasPort ? new HostPort(server.substring(0, colon), Integer.parseInt(port)) : new HostPort(server, ANY);
    }

    /** Returns the server of an address, with the scheme's own port where none is written. */
    public static HostPort of(URI uri) {
        return new HostPort(String.valueOf(uri.getHost()), Address.port(uri));
    }

    /** Tells whether this rule is about a server: the same host, and the same port where the rule says one. */
    public boolean covers(HostPort server) {
        return host.equals(server.host) && (port == ANY || port == server.port);
    }

    /** Tells by name alone, without asking anybody, whether this is the machine itself. */
    public boolean isLoopback() {
        String name = withoutRootDot();
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (mayBeAddress(name)
                        && (IpAddress.parse(name).filter(IpAddress::isLoopback).isPresent() || isShortLoopback(name)));
    }

    /** The dot that ends a name says only that nothing is to be put behind it (RFC 1034, section 3.1). */
    String withoutRootDot() {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** 127.1 is 127.0.0.1 (inet_aton(3)). */
    private static boolean isShortLoopback(String name) {
        return name.startsWith("127.")
                && name.length() > 4
                && !name.endsWith(".")
                && !name.contains("..")
                && name.chars().filter(c -> c == '.').count() < 3
                && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    // Written out: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof HostPort server && port == server.port && host.equals(server.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return host + (port == ANY ? "" : ":" + port);
    }
}
