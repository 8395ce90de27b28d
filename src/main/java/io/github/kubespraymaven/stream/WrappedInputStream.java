package io.github.kubespraymaven.stream;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that does something with another's bytes. Unlike {@link java.io.FilterInputStream} it lets none by: what is
 * skipped is read, and the other's marks are not to be had.
 */
public abstract class WrappedInputStream extends BlockInputStream {
    /** The other stream. */
    protected final InputStream in;

    /** Wraps a stream, which is closed with this one. */
    protected WrappedInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
