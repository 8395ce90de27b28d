package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.net.URI;

/** A server answered, but not with what was asked for. */
public final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** Names the address, without credentials, and what the server said. */
    public StatusException(URI uri, int status) {
        super(Address.shown(uri) + ": " + status + meaning(status));
        this.status = status;
    }

    /** Returns the status code: 404 where there is no such thing. */
    public int status() {
        return status;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401 -> " (credentials wanted)";
            case 403 -> " (forbidden)";
            case 404 -> " (not found)";
            case 407 -> " (the proxy wants credentials)";
            case 410 -> " (gone)";
            case 429 -> " (too many requests)";
            case 503 -> " (not available now)";
            default -> status >= 500 ? " (the server failed)" : "";
        };
    }
}
