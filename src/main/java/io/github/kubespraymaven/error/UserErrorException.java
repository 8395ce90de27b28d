package io.github.kubespraymaven.error;

import java.io.IOException;

/** A mistake that needs no type of its own. */
public class UserErrorException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    /** With one line that says what, where, and what to do. */
    public UserErrorException(String message) {
        super(message);
    }

    /** With the cause. */
    public UserErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
