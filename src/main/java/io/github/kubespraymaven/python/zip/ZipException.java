package io.github.kubespraymaven.python.zip;

import java.io.IOException;

/** An archive that is damaged, hostile, or uses what is not allowed here. Says which archive, where in it, and what. */
public final class ZipException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the archive (and the member of it, where one is meant) and the problem there. */
    public ZipException(String what, String problem) {
        super(what + ": " + problem);
    }
}
