package io.github.kubespraymaven.concurrent;

import java.util.List;

/**
 * What the failure of one task means for those that run beside it. An {@link Error} always ends all of them. A failure that is its
 * item's own affair needs no policy: the task returns it as its result.
 */
public interface FailurePolicy {
    /** Whatever fails first ends all. */
    FailurePolicy FIRST_ENDS_ALL = new FailurePolicy() {
        @Override
        public boolean endsAll(Exception failure) {
            return true;
        }

        @Override
        public Exception together(List<Exception> failures) {
            return failures.get(0);
        }
    };

    /** Tells whether a failure is thrown at once, and the tasks that have not ended are cancelled. */
    boolean endsAll(Exception failure);

    /**
     * Returns what is thrown when all tasks have ended and some of them have failed: an {@link java.io.IOException} or a
     * {@link RuntimeException}.
     *
     * @param failures that did not end all, in the order of the items; at least one
     */
    Exception together(List<Exception> failures);
}
