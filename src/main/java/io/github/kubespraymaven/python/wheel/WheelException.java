package io.github.kubespraymaven.python.wheel;

import java.io.IOException;

/** A distribution that is not what the standard asks for, and is not installed. Says which, and what is wrong there. */
public final class WheelException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the distribution's file and the problem in it. */
    public WheelException(String what, String problem) {
        super(what + ": " + problem);
    }
}
