package io.github.kubespraymaven.registry.distribution;

import java.io.IOException;

/** A registry did not do what was asked: names it, what was attempted, and what it answered. */
public class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
