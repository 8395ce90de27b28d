package io.github.kubespraymaven.lock;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;

/** A lock that cannot be used. The message names the line, and what to do. */
public final class LockException extends IOException implements UserError {
    private static final long serialVersionUID = 1;

    LockException(int line, String problem) {
        super(Lock.FILE + ":" + line + ": " + problem);
    }
}
