package io.github.kubespraymaven.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which servers are asked directly although there is a proxy. An entry is {@code *} for all, a name, an address, a range of
 * addresses ({@code 10.0.0.0/8}, {@code fd00::/8}), or one of the first three with {@code :PORT}; names are never looked up.
 */
public final class DirectHosts {
    /** Nobody is. */
    public static final DirectHosts NONE = new DirectHosts(List.of());

    private final List<Entry> entries;

    private DirectHosts(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private interface Entry {
        boolean covers(HostPort server);
    }

    /**
     * Reads {@code no_proxy}: entries between commas and blanks. A name stands for the hosts below it too, with a dot or
     * {@code *.} before it or without, as curl reads it; ports and ranges are as Go reads them. (Python's requests takes any
     * host whose text ends like an entry, {@code notexample.com} for {@code example.com}: not so here.)
     */
    public static DirectHosts ofNoProxy(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.split("[,\\s]+", -1)) {
            String name =
                    entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
            if (!name.isEmpty()) {
                add(name, true, entries);
            }
        }
        return new DirectHosts(entries);
    }

    /**
     * Reads {@code nonProxyHosts} of Maven's settings: entries between {@code |}, commas and semicolons, in which {@code *}
     * stands for anything. A name stands for itself alone.
     */
    public static DirectHosts ofMaven(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.split("[|,;]", -1)) {
            if (!entry.isBlank()) {
                add(entry.strip(), false, entries);
            }
        }
        return new DirectHosts(entries);
    }

    private static void add(String text, boolean andBelow, List<Entry> entries) {
        if (text.indexOf('/') >= 0) {
            CidrBlock.parse(text).ifPresent(block -> entries.add(server -> block.contains(server.host())));
            return;
        }
        HostPort rule = HostPort.parse(text);
        String name = rule.withoutRootDot().toLowerCase(Locale.ROOT);
        if (name.indexOf('*') >= 0) {
            Pattern pattern = Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
            entries.add(server -> hasPort(rule, server)
                    && (pattern.matcher(server.withoutRootDot()).matches()
                            || pattern.matcher(bare(server.host())).matches()));
        } else if (andBelow && IpAddress.parse(name).isEmpty()) {
            String below = "." + name;
            entries.add(server -> hasPort(rule, server)
                    && (server.withoutRootDot().equals(name)
                            || server.withoutRootDot().endsWith(below)));
        } else {
            entries.add(
                    server -> hasPort(rule, server) && server.withoutRootDot().equals(name));
        }
    }

    private static boolean hasPort(HostPort rule, HostPort server) {
        return rule.port() == HostPort.ANY || rule.port() == server.port();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Tells whether a server is one of these. */
    boolean contains(HostPort server) {
        for (Entry entry : entries) {
            if (entry.covers(server)) {
                return true;
            }
        }
        return false;
    }
}
