package io.github.kubespraymaven.checkout.ignore;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;

/** A line of a .dockerignore that Docker would refuse; names file and line. */
public final class IgnoreFileException extends IOException implements UserError {
    private static final long serialVersionUID = 1L;

    /** With the place, and what is wrong there. */
    IgnoreFileException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }

    /** With the place, what is wrong there, and what found it. */
    IgnoreFileException(String file, int line, String problem, Throwable cause) {
        super(file + ":" + line + ": " + problem, cause);
    }
}
