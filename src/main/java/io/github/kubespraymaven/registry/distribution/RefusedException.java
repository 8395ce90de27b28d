package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.mistake.Mistake;

/** A registry knows what is wanted and does not allow it: names the login that was used by where it was found. */
public final class RefusedException extends RegistryException implements Mistake {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, int status) {
        super(message, status);
    }
}
