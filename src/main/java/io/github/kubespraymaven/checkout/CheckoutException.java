package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;

/** Something about the checkout that its user has to mend; the message says what, where and how. */
public final class CheckoutException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public CheckoutException(String message) {
        super(message);
    }

    /** With the whole message, and what caused it. */
    public CheckoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
