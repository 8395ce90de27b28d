package io.github.kubespraymaven.http;

import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The waits that servers ask for. Requests to a host that wait at the same time wait together: they are told of once, and
 * take from the limit once.
 */
final class AskedWaits {
    private final Patience patience;
    private final Pause pause;
    private final LongSupplier milliseconds;
    private final Map<Origin, Host> hosts = new ConcurrentHashMap<>();

    /**
     * @param milliseconds a clock that only runs forward
     */
    AskedWaits(Patience patience, Pause pause, LongSupplier milliseconds) {
        this.patience = patience;
        this.pause = pause;
        this.milliseconds = milliseconds;
    }

    /** One host's; its lock guards it. */
    private static final class Host {
        private int waiting;
        private long until;
        private Duration spent = Duration.ZERO;
    }

    /** A wait that was agreed to; it lasts when it is told to. */
    @FunctionalInterface
    interface Wait {
        void last() throws InterruptedIOException;
    }

    /**
     * Agrees to a wait, if there is still so much patience.
     *
     * @param asked how long this request would have waited with it, in all
     */
    Optional<Wait> agree(URI uri, int status, Duration time, Duration asked) {
        Host host = hosts.computeIfAbsent(Origin.of(uri), unseen -> new Host());
        if (asked.compareTo(patience.limit()) > 0 || !begin(host, uri, status, time)) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            try {
                pause.last(time);
            } finally {
                synchronized (host) {
                    host.waiting--;
                }
            }
        });
    }

    private boolean begin(Host host, URI uri, int status, Duration time) {
        synchronized (host) {
            long end = milliseconds.getAsLong() + time.toMillis();
            Duration more = host.waiting == 0 ? time : Duration.ofMillis(Math.max(0, end - host.until));
            if (host.spent.plus(more).compareTo(patience.limit()) > 0) {
                return false;
            }
            host.spent = host.spent.plus(more);
            host.until = host.waiting == 0 ? end : Math.max(host.until, end);
            host.waiting++;
            if (more.compareTo(Patience.NOTICEABLE) >= 0) {
                patience.tell(uri, status, time);
            }
            return true;
        }
    }
}
