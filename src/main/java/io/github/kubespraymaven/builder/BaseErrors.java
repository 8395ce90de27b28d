package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.concurrent.FailurePolicy;
import io.github.kubespraymaven.error.UserError;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says everything that keeps a base from being built, so that all of it can be mended at once. */
public final class BaseErrors implements FailurePolicy {
    /** The policy for the parts of a base. */
    public static final BaseErrors TOGETHER = new BaseErrors();

    private BaseErrors() {}

    @Override
    public boolean endsAll(Exception failure) {
        return failure instanceof InterruptedIOException;
    }

    /** Returns the failure, or one that says them all; it is a user's mistake only if every one is. */
    @Override
    public Exception together(List<Exception> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        String all = failures.stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .collect(Collectors.joining("\n"));
        return UserError.ofAll(all, failures);
    }
}
