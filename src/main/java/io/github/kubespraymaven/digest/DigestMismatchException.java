package io.github.kubespraymaven.digest;

import java.io.IOException;

/** Bytes that are not the ones their digest or size promised. They must not be used. */
public final class DigestMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what the bytes were meant to be, and what was wanted and got. */
    public DigestMismatchException(String what, String wanted, String got) {
        super(what + ": wanted " + wanted + ", got " + got);
    }
}
