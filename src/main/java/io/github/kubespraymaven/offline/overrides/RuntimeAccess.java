package io.github.kubespraymaven.offline.overrides;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the nodes' container runtimes are to reach a site's registries.
 *
 * @param hosts where images are
 * @param upstreams whose names pods may still use
 * @param insecure hosts that are spoken to over plain HTTP or with unverified TLS
 * @param authority whether the registries' certificates are of an authority of the site's own
 * @param logins hosts that want to know who asks
 */
record RuntimeAccess(
        RegistryHosts hosts, Set<String> upstreams, Set<String> insecure, boolean authority, Set<String> logins) {
    /** The variable with the headers that prove who asks, by host. */
    static final String HEADERS = "registry_logins";

    /** Upstreams with the fronts that have their images; an upstream that is its own front needs none. */
    Map<String, RegistryAddress> fronts() {
        Map<String, RegistryAddress> fronts = new LinkedHashMap<>();
        for (String upstream : upstreams) {
            Optional<RegistryAddress> front = hosts.front(upstream);
            if (front.isPresent() && !front.get().toString().equals(upstream)) {
                fronts.put(upstream, front.get());
            }
        }
        return fronts;
    }

    boolean isInsecure(RegistryAddress address) {
        return insecure.contains(address.host()) || insecure.contains(address.bareHost());
    }

    /** Where the goal registry-ca puts an authority's certificate on every node. */
    static String authorityFile(String host) {
        return "/etc/containers/certs.d/" + host + "/ca.crt";
    }

    /** The address that containerd asks: its own paths begin with /v2. */
    static String url(String scheme, RegistryAddress address) {
        return scheme + "://" + address.host() + (address.path().isEmpty() ? "" : "/v2/" + address.path());
    }
}
