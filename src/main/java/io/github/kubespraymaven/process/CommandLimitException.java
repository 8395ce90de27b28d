package io.github.kubespraymaven.process;

import java.io.IOException;
import java.time.Duration;

/** A program that has not ended within its limit, and was ended. */
public final class CommandLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the limit: {@code did not end in 30 seconds}. */
    CommandLimitException(Duration limit) {
        super("did not end in " + told(limit));
    }

    private static String told(Duration limit) {
        if (limit.toSeconds() >= 120 && limit.toSeconds() % 60 == 0) {
            return limit.toMinutes() + " minutes";
        }
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " seconds" : limit.toMillis() + " milliseconds";
    }
}
