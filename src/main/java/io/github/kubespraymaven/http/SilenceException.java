package io.github.kubespraymaven.http;

import java.io.IOException;

/** The server says nothing, or takes nothing more, for longer than it may; who knows the address says so in words. */
final class SilenceException extends IOException {
    private static final long serialVersionUID = 1;

    SilenceException(IOException cause) {
        super(cause);
    }
}
