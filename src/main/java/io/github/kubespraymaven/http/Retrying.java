package io.github.kubespraymaven.http;

import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.http.HttpException.ProxyLoginException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;

/** Sends again what may pass at another time. */
final class Retrying implements Http {
    /** RFC 9110, section 9.2.2: what may be sent twice without being done twice. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    /** Of what is in the five hundreds, these are as true the next time. */
    private static final Set<Integer> LASTING = Set.of(501, 505, 511);

    /** With these the server says that it has not done what was asked. */
    private static final Set<Integer> NOT_DONE = Set.of(429, 503);

    private final Http next;
    private final Retries retries;
    private final AskedWaits waits;
    private final Pause pause;
    private final RandomGenerator chance;
    private final Set<Origin> answered = ConcurrentHashMap.newKeySet();

    Retrying(Http next, Retries retries, AskedWaits waits, Pause pause, RandomGenerator chance) {
        this.next = next;
        this.retries = retries;
        this.waits = waits;
        this.pause = pause;
        this.chance = chance;
    }

    @Override
    public Response send(Request request) throws IOException {
        Course course = new Course(request);
        while (true) {
            AskedWaits.Wait wait;
            try {
                Response response = next.send(request);
                answered.add(Origin.of(request.uri()));
                Optional<AskedWaits.Wait> before = course.after(response);
                if (before.isEmpty()) {
                    return response;
                }
                response.discard();
                wait = before.get();
            } catch (IOException e) {
                wait = course.after(e);
            }
            wait.last();
        }
    }

    /**
     * How often one request was sent. A line that is down takes nothing from the patience with a server that is there and
     * says no; neither does one that says for how long it does.
     */
    private final class Course {
        private final Request request;
        private int tries;
        private int lost;
        private Duration asked = Duration.ZERO;

        Course(Request request) {
            this.request = request;
        }

        /** Returns how to wait before the next try; nothing where the answer is to be the last. */
        Optional<AskedWaits.Wait> after(Response response) {
            if (retries.attempts() == 1 || !mayPass(request, response.status())) {
                return Optional.empty();
            }
            Optional<Duration> time = RetryAfter.of(response.headers());
            boolean noticeable = time.isPresent() && time.get().compareTo(Patience.NOTICEABLE) >= 0;
            tries += noticeable ? 0 : 1;
            if (tries >= retries.attempts()) {
                return Optional.empty();
            }
            if (time.isEmpty()) {
                Duration pausing = backOff(tries);
                return Optional.of(() -> pause.last(pausing));
            }
            asked = asked.plus(time.get());
            return waits.agree(request.uri(), response.status(), time.get(), asked);
        }

        /**
         * Returns how to wait before the next try.
         *
         * @throws IOException the failure, where there is to be none
         */
        AskedWaits.Wait after(IOException failure) throws IOException {
            boolean mayComeBack = mayComeBack(request, failure);
            tries += mayComeBack ? 0 : 1;
            lost += mayComeBack ? 1 : 0;
            if (tries >= retries.attempts() || lost >= retries.reconnects() || !mayPass(request, failure)) {
                throw failure;
            }
            Duration pausing = backOff(mayComeBack ? lost : tries);
            return () -> pause.last(pausing);
        }
    }

    /** A server that is started anew, or a line that is down for some seconds, is worth more than the work done so far. */
    private boolean mayComeBack(Request request, IOException failure) {
        return failure instanceof ConnectException && answered.contains(Origin.of(request.uri()));
    }

    private static boolean mayPass(Request request, int status) {
        return NOT_DONE.contains(status)
                || (maySendTwice(request) && (status == 408 || (status >= 500 && !LASTING.contains(status))));
    }

    private static boolean maySendTwice(Request request) {
        return IDEMPOTENT.contains(request.method())
                && request.body().map(Request.Body::isRepeatable).orElse(true);
    }

    /** A name that is not known stays so for a while: the Java platform itself remembers that for ten seconds. */
    private static boolean mayPass(Request request, IOException failure) {
        if (failure instanceof UserError
                || failure instanceof OfflineException
                || failure instanceof SSLHandshakeException
                || failure instanceof UnknownHostException
                || failure instanceof ProxyLoginException
                || (failure instanceof InterruptedIOException
                        && Thread.currentThread().isInterrupted())) {
            return false;
        }
        return maySendTwice(request) || failure instanceof ConnectException;
    }

    private Duration backOff(int attempt) {
        long full = Math.min(retries.longest().toMillis(), retries.first().toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(full - chance.nextLong(full / 2 + 1));
    }
}
