package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits for a while. A seam: tests note how long the pause would have been. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after that time.
     *
     * @throws InterruptedIOException if the thread is interrupted meanwhile; it stays marked as such
     */
    void last(Duration time) throws InterruptedIOException;

    /** Returns the pause that really waits. */
    static Pause real() {
        return time -> {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                throw Interruption.of("interrupted during a pause before the next try", e);
            }
        };
    }
}
