package io.github.kubespraymaven.mistake;

import java.io.IOException;

/** A mistake that needs no type of its own. */
public class MistakeException extends IOException implements Mistake {
    private static final long serialVersionUID = 1L;

    /** With one line that says what, where, and what to do. */
    public MistakeException(String message) {
        super(message);
    }

    /** With the cause. */
    public MistakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
