package io.github.kubespraymaven.debian.release;

import java.io.IOException;

/** A Release file that must not be used: not signed, wrongly signed, or not valid at the instant it is used for. */
public final class UntrustedReleaseException extends IOException {
    private static final long serialVersionUID = 1L;

    UntrustedReleaseException(String message) {
        super(message);
    }

    UntrustedReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
