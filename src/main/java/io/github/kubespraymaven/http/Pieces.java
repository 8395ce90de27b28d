package io.github.kubespraymaven.http;

import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A body on its way to the JDK's client, in large pieces: its own publisher of streams gives 16 KiB at a time, each of which
 * goes through the hands of several threads.
 *
 * @param body opened anew for each subscriber
 * @param sent counts what is read, so that others can see that it goes on
 */
record Pieces(Request.Body body, AtomicLong sent) implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Outgoing pieces;
        try {
            pieces = new Outgoing(new CountingInputStream(body.open(), sent), body.size());
        } catch (IOException | RuntimeException | Error e) {
            // Reactive streams, 1.9: a subscriber has a subscription before it is told of a failure.
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(e);
            return;
        }
        subscriber.onSubscribe(new Reading(pieces, subscriber));
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long pieces) {}

        @Override
        public void cancel() {}
    }

    /**
     * Reads as much as is asked for, in one thread at a time: whoever asks while another reads leaves it to that one, and so
     * does who wants it to end.
     */
    private static final class Reading implements Flow.Subscription {
        private final Outgoing pieces;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private boolean closed;
        private volatile boolean over;

        Reading(Outgoing pieces, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.pieces = pieces;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long pieces) {
            if (wanted.getAndAdd(pieces) == 0) {
                work();
            }
        }

        @Override
        public void cancel() {
            over = true;
            if (wanted.getAndIncrement() == 0) {
                work();
            }
        }

        private void work() {
            do {
                if (over) {
                    close();
                } else {
                    give();
                }
            } while (wanted.decrementAndGet() > 0);
        }

        private void give() {
            byte[] piece;
            int length;
            try {
                piece = new byte[pieces.length()];
                length = pieces.next(piece);
            } catch (IOException | RuntimeException | Error e) {
                over = true;
                close();
                subscriber.onError(e);
                return;
            }
            boolean last = pieces.length() == 0;
            over |= last;
            subscriber.onNext(ByteBuffer.wrap(piece, 0, length));
            if (last) {
                close();
                subscriber.onComplete();
            }
        }

        private void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                pieces.close();
            } catch (IOException e) {
                // What was read of it was right; how it ends is of no interest.
            }
        }
    }

    /** Counts what is read, so that somebody else can see that a long upload still moves. */
    private static final class CountingInputStream extends WrappedInputStream {
        private final AtomicLong count;

        CountingInputStream(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                count.addAndGet(n);
            }
            return n;
        }
    }
}
