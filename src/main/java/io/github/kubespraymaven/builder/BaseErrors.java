package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that keeps a base from being built, so that all of it can be mended at once. */
final class BaseErrors {
    private BaseErrors() {}

    /** Returns the failure, or one that says them all; it is a user's mistake only if every one is. */
    static IOException of(List<Exception> failures) {
        if (failures.size() == 1) {
            Exception only = failures.get(0);
            if (only instanceof RuntimeException bug) {
                throw bug;
            }
            return only instanceof IOException io ? io : new IOException(only);
        }
        String all = failures.stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .collect(Collectors.joining("\n"));
        IOException together = failures.stream().allMatch(UserError.class::isInstance)
                ? new UserErrorException(all)
                : new IOException(all);
        failures.forEach(together::addSuppressed);
        return together;
    }
}
