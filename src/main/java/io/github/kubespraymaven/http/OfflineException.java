package io.github.kubespraymaven.http;

import java.io.IOException;
import java.net.URI;

/** The network was needed although there is to be none. */
public final class OfflineException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names what would have been asked for. */
    public OfflineException(URI uri) {
        super("Maven is offline, and " + Address.shown(uri) + " is not in the cache");
    }
}
