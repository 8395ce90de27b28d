package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets only so many exchanges with one host be under way; one is, until its body was read to the end or closed. */
final class HostLimited implements Http {
    private final Http next;
    private final int limit;
    private final Map<Origin, Semaphore> hosts = new ConcurrentHashMap<>();

    HostLimited(Http next, int limit) {
        this.next = next;
        this.limit = limit;
    }

    @Override
    public Response send(Request request) throws IOException {
        Semaphore places = hosts.computeIfAbsent(Origin.of(request.uri()), host -> new Semaphore(limit));
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted during the wait for a connection to " + Address.shown(request.uri()), e);
        }
        boolean answered = false;
        try {
            Response response = next.send(request);
            Response limited = new Response(
                    response.status(), response.uri(), response.headers(), new Place(response.body(), places));
            answered = true;
            return limited;
        } finally {
            if (!answered) {
                places.release();
            }
        }
    }

    private static final class Place extends WrappedInputStream {
        private final Semaphore places;
        private final AtomicBoolean taken = new AtomicBoolean(true);

        Place(InputStream body, Semaphore places) {
            super(body);
            this.places = places;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n < 0) {
                leave();
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } finally {
                leave();
            }
        }

        private void leave() {
            if (taken.getAndSet(false)) {
                places.release();
            }
        }
    }
}
