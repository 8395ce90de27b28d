package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.fetch.FetchException.TruncatedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Reading of bodies, in which the line's faults are told from all others. */
final class Body {

    private Body() {}

    /**
     * Reads on.
     *
     * @throws TruncatedBodyException if the body breaks off here
     * @throws InterruptedIOException if the thread is interrupted
     */
    static int read(InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new TruncatedBodyException(e);
        } catch (IOException e) {
            throw new TruncatedBodyException(e);
        }
    }
}
