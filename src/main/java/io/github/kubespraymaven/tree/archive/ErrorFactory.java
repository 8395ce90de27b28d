package io.github.kubespraymaven.tree.archive;

import java.io.IOException;
import java.util.Optional;

/** Makes a problem an error that names what is being read. */
@FunctionalInterface
public interface ErrorFactory {
    /**
     * Returns the error.
     *
     * @param problem as the rest of a sentence about what is being read
     * @param cause what led to it
     */
    IOException of(String problem, Optional<IOException> cause);

    /** Returns an error that nothing led to. */
    default IOException of(String problem) {
        return of(problem, Optional.empty());
    }
}
