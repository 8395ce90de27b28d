package io.github.kubespraymaven.http;

import java.time.Duration;

/**
 * How often and how patiently a request is tried again.
 *
 * @param attempts how often it is sent at most, the first time included
 * @param reconnects the same for a server that has answered before and cannot be reached any more: it may come back
 * @param first the first pause; each following one is twice as long. Up to half of a pause is left to chance, so that
 *     builds which failed together do not come back together
 * @param longest the longest pause of these; what a server asks for itself is {@link Patience}'s
 */
public record Retries(int attempts, int reconnects, Duration first, Duration longest) {
    /** Checks that there is at least one attempt. */
    public Retries {
        if (attempts < 1 || reconnects < attempts || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "not a way to try again: " + attempts + " attempts, pauses " + first + " to " + longest);
        }
    }

    /**
     * Returns four attempts, with about 0.5, 1 and 2 seconds between them; a server that was lost is waited for about half
     * a minute.
     */
    public static Retries usual() {
        return new Retries(4, 7, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
