package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Bytes to send, of which somebody is told how many were read, each time from 0 on.
 *
 * @param body the bytes
 * @param sent is told the number, from the thread that reads
 */
public record Reported(Request.Body body, LongConsumer sent) implements Request.Body {
    @Override
    public long size() {
        return body.size();
    }

    @Override
    public InputStream open() throws IOException {
        return counting(body.open(), sent);
    }

    /** Returns a stream that tells how much was read of it. */
    static InputStream counting(InputStream in, LongConsumer read) {
        return new Counting(in, read);
    }

    private static final class Counting extends WrappedInputStream {
        private final LongConsumer sent;
        private long count;

        Counting(InputStream in, LongConsumer sent) {
            super(in);
            this.sent = sent;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n >= 0) {
                count += n;
                sent.accept(count);
            }
            return n;
        }
    }
}
