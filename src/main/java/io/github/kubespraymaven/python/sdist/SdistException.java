package io.github.kubespraymaven.python.sdist;

import java.io.IOException;

/** A source distribution that is damaged, hostile or cannot be installed. Says which, and what is wrong with it. */
public final class SdistException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the distribution's file and the problem in it. */
    public SdistException(String what, String problem) {
        super(what + ": " + problem);
    }
}
