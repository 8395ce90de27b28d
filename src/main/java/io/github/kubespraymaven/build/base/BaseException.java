package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.mistake.Mistake;
import io.github.kubespraymaven.mistake.MistakeException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that keeps a base from being built, so that all of it can be mended at once. */
final class BaseException {
    private BaseException() {}

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
        IOException together = failures.stream().allMatch(Mistake.class::isInstance)
                ? new MistakeException(all)
                : new IOException(all);
        failures.forEach(together::addSuppressed);
        return together;
    }
}
