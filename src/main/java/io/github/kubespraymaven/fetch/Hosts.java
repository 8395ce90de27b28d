package io.github.kubespraymaven.fetch;

import java.net.URI;

/** The part of an address by which people know a source. */
final class Hosts {

    private Hosts() {}

    static String of(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
