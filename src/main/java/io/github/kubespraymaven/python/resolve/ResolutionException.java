package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;

/** What was asked for cannot be had together, or not for this target. Says who asks for what, and what there is. */
public final class ResolutionException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    /** With what cannot be had, why, and what to do. */
    public ResolutionException(String message) {
        super(message);
    }
}
