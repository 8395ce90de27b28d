package io.github.kubespraymaven.checkout.git;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;

/** A git that is there and refuses to answer; says why, and what to do about it. */
public final class GitException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    GitException(String message) {
        super(message);
    }

    /** With the whole message, and what caused it. */
    GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
