package io.github.kubespraymaven.python.index;

import java.io.IOException;

/** An index that cannot be used, or that answered what cannot be used. Says which, what came, and what to do. */
public final class IndexException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With what was got from where, and what to do. */
    public IndexException(String message) {
        super(message);
    }

    /** With the cause besides. */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
