package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/**
 * The body of an answer from the JDK's older client, which takes a connection that ends early for the end of the body, and
 * says of one that stalls only that it does.
 */
final class PlainBody extends WrappedInputStream {
    private final String what;
    private final HttpURLConnection connection;
    private final Duration idle;
    private final long size;
    private long count;

    PlainBody(URI uri, InputStream in, HttpURLConnection connection, HttpSettings settings) {
        super(in);
        this.what = Address.shown(uri);
        this.connection = connection;
        this.idle = settings.limits().idleTimeout();
        this.size = connection.getHeaderField("Transfer-Encoding") == null ? connection.getContentLengthLong() : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw Interruption.of("interrupted during the reading of " + what, new InterruptedException());
        }
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (SocketTimeoutException e) {
            connection.disconnect();
            SocketTimeoutException stalled = new SocketTimeoutException(what + ": the server sent nothing for "
                    + idle.toMillis() / 1000.0 + " s, after " + count + " bytes");
            stalled.initCause(e);
            throw stalled;
        } catch (IOException e) {
            connection.disconnect();
            throw new IOException(what + ": the connection broke after " + count + " bytes (" + Reason.of(e) + ")", e);
        }
        if (n > 0) {
            count += n;
        } else if (n < 0 && count < size) {
            throw new IOException(what + ": the connection broke after " + count + " bytes (the server closed it)");
        }
        return n;
    }

    /** Skipped is what was read, so that it counts. */
    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(8192, Math.max(0, bytes))]));
    }
}
