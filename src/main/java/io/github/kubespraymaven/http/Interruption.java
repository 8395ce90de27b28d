package io.github.kubespraymaven.http;

import java.io.InterruptedIOException;

/** An interrupt as an I/O error; the thread stays marked as interrupted. */
final class Interruption {

    private Interruption() {}

    static InterruptedIOException during(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted during " + what);
        interrupted.initCause(cause);
        return interrupted;
    }
}
