package io.github.kubespraymaven.concurrent;

import java.io.InterruptedIOException;

/** An interrupt as an I/O error. */
public final class Interruption {
    private Interruption() {}

    /** Returns the error to throw; the thread stays marked as interrupted. */
    public static InterruptedIOException of(String message, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException(message);
        interrupted.initCause(cause);
        return interrupted;
    }
}
