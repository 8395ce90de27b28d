package io.github.kubespraymaven.http;

import java.net.URI;
import java.time.Duration;

/**
 * How long servers are waited for that ask for it (Retry-After).
 *
 * @param limit how long at most, all waits for one host together; nothing is waited for that would take longer
 * @param notice is told of each wait that people would notice
 */
public record Patience(Duration limit, Notice notice) {
    /** From this on a wait is told. */
    static final Duration NOTICEABLE = Duration.ofSeconds(10);

    /** Checks the limit. */
    public Patience {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("not a time to wait: " + limit);
        }
    }

    /** Is told why nothing happens. */
    @FunctionalInterface
    public interface Notice {
        /**
         * A wait begins, of all requests to a host that it asks to wait.
         *
         * @param host as it is written in the address, with a port where there is one
         * @param status what it answered
         */
        void waiting(String host, int status, Duration time);
    }

    /** Returns five minutes, of which nobody is told. */
    public static Patience usual() {
        return new Patience(Duration.ofMinutes(5), (host, status, time) -> {});
    }

    void tell(URI uri, int status, Duration time) {
        notice.waiting(Address.hostAndPort(uri), status, time);
    }
}
