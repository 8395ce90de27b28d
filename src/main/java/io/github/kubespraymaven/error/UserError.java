package io.github.kubespraymaven.error;

import java.io.IOException;
import java.util.Collection;

/**
 * Marks the exceptions that only the user can do something about: a parameter, a file of the checkout or of the inventory.
 * Their message names the place and the way out; goals report them as a failure, all others as an error.
 */
public interface UserError {
    /** Returns one error for several, which it suppresses: a user's only if each of them is. */
    static IOException ofAll(String message, Collection<? extends Exception> errors) {
        IOException together = errors.stream().allMatch(UserError.class::isInstance)
                ? new UserErrorException(message)
                : new IOException(message);
        errors.forEach(together::addSuppressed);
        return together;
    }
}
