package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.error.UserError;
import java.util.List;

/** A registry knows what is wanted and does not allow it: names the login that was used by where it was found. */
public final class RegistryDeniedException extends RegistryException implements UserError {
    private static final long serialVersionUID = 1L;

    RegistryDeniedException(String message) {
        super(message);
    }

    RegistryDeniedException(String message, int status) {
        super(message, status, List.of());
    }
}
