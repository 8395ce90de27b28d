package io.github.kubespraymaven.fetch;

import java.io.IOException;

/** A body that ended before its end: to be gone on with, or asked for again. */
final class TruncatedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    TruncatedBodyException(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
