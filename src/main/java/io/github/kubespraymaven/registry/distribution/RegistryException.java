package io.github.kubespraymaven.registry.distribution;

import java.io.IOException;

/** A registry did not do what was asked: names it, what was attempted, and what it answered. */
public class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Stands for a failure that no status told. */
    private static final int NO_STATUS = 0;

    private final int status;

    RegistryException(String message) {
        this(message, NO_STATUS);
    }

    RegistryException(String message, int status) {
        super(message);
        this.status = status;
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
        this.status = NO_STATUS;
    }

    /** Returns the status code that was answered; 0 where it was not the status that told. */
    final int status() {
        return status;
    }

    /** Tells whether the same request may go well at another time: a refusal stays one. */
    final boolean mayPass() {
        return status >= 500 || status == 408 || status == 429;
    }
}
