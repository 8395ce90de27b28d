package io.github.kubespraymaven.http;

import java.io.IOException;

/** A proxy wants a login, or another one. */
final class ProxyLoginException extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyLoginException(String message) {
        super(message);
    }
}
