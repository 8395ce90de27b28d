package io.github.kubespraymaven.http;

import io.github.kubespraymaven.mistake.Mistake;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;

/** Sends again what may pass at another time. */
final class Retrying implements Http {
    /** RFC 9110, section 9.2.2: what may be sent twice without being done twice. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

    /** With these the server says that it has not done what was asked. */
    private static final Set<Integer> NOT_DONE = Set.of(429, 503);

    private final Http next;
    private final Retries retries;
    private final Pause pause;
    private final RandomGenerator chance;
    private final Set<Origin> answered = ConcurrentHashMap.newKeySet();

    Retrying(Http next, Retries retries, Pause pause, RandomGenerator chance) {
        this.next = next;
        this.retries = retries;
        this.pause = pause;
        this.chance = chance;
    }

    @Override
    public Response send(Request request) throws IOException {
        // A line that is down takes nothing from the patience with a server that is there and says no.
        int tries = 0;
        int lost = 0;
        while (true) {
            Duration wait;
            try {
                Response response = next.send(request);
                answered.add(Origin.of(request.uri()));
                tries++;
                if (tries >= retries.attempts() || !mayPass(request, response.status())) {
                    return response;
                }
                Optional<Duration> asked = retryAfter(response.headers());
                if (asked.isPresent() && asked.get().compareTo(retries.longest()) > 0) {
                    return response;
                }
                wait = asked.filter(time -> !time.isNegative()).orElse(backOff(tries));
                response.discard();
            } catch (IOException e) {
                boolean mayComeBack = mayComeBack(request, e);
                tries += mayComeBack ? 0 : 1;
                lost += mayComeBack ? 1 : 0;
                if (tries >= retries.attempts() || lost >= retries.reconnects() || !mayPass(request, e)) {
                    throw e;
                }
                wait = backOff(mayComeBack ? lost : tries);
            }
            pause.last(wait);
        }
    }

    /** A server that is started anew, or a line that is down for some seconds, is worth more than the work done so far. */
    private boolean mayComeBack(Request request, IOException failure) {
        return failure instanceof ConnectException && answered.contains(Origin.of(request.uri()));
    }

    private static boolean mayPass(Request request, int status) {
        return (IDEMPOTENT.contains(request.method()) ? PASSING : NOT_DONE).contains(status);
    }

    /** A name that is not known stays so for a while: the Java platform itself remembers that for ten seconds. */
    private static boolean mayPass(Request request, IOException failure) {
        if (failure instanceof Mistake
                || failure instanceof OfflineException
                || failure instanceof SSLHandshakeException
                || failure instanceof UnknownHostException
                || failure instanceof ProxyLoginException
                || (failure instanceof InterruptedIOException
                        && Thread.currentThread().isInterrupted())) {
            return false;
        }
        return IDEMPOTENT.contains(request.method()) || failure instanceof ConnectException;
    }

    private Duration backOff(int attempt) {
        long full = Math.min(retries.longest().toMillis(), retries.first().toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(full - chance.nextLong(full / 2 + 1));
    }

    /**
     * RFC 9110, section 10.2.3: seconds, or a date. A date is measured by the server's own clock, so that ours need not
     * be right.
     */
    private static Optional<Duration> retryAfter(Response.Headers headers) {
        return headers.first("Retry-After").flatMap(value -> {
            if (value.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            Optional<ZonedDateTime> then = date(value);
            Optional<ZonedDateTime> now = headers.first("Date").flatMap(Retrying::date);
            return then.isPresent() && now.isPresent()
                    ? Optional.of(Duration.between(now.get(), then.get()))
                    : Optional.empty();
        });
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
