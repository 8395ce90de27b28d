package io.github.kubespraymaven.http;

import io.github.kubespraymaven.http.HttpException.OfflineException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Speaks HTTP/1.1 and HTTP/2 as its settings say. One of these serves a whole build, from any number of threads; it costs
 * nothing until the first request.
 *
 * <p>At most {@link Limits#connectionsPerHost()} answers of one host are open at once: close an answer before sending
 * what depends on it.
 */
public final class HttpTransport implements Http {
    private final Http chain;
    private final Supplier<List<HostLogin>> logins;

    /** Prepares to speak; opens nothing yet. */
    public HttpTransport(HttpSettings settings) {
        this(settings, Pause.real());
    }

    /** Prepares to speak, with another way to wait between two tries. */
    public HttpTransport(HttpSettings settings, Pause pause) {
        PlainExchange plain = new PlainExchange(settings);
        Http all = new JdkExchange(settings);
        Http wire = new HostLimited(
                request -> (plain.suits(request) ? plain : all).send(request),
                settings.limits().connectionsPerHost());
        Http checked = settings.offline() ? refusingTheNetwork(wire) : wire;
        AskedWaits waits =
                new AskedWaits(settings.patience(), pause, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        Http patient =
                new Retrying(checked, settings.limits().retries(), waits, pause, () -> ThreadLocalRandom.current()
                        .nextLong());
        this.logins = settings.logins();
        this.chain = new Redirecting(new LoggedIn(patient, logins));
    }

    private static Http refusingTheNetwork(Http wire) {
        return request -> {
            if (!HostPort.of(request.uri()).isLoopback()) {
                throw new OfflineException(request.uri());
            }
            return wire.send(request);
        };
    }

    @Override
    public Response send(Request request) throws IOException {
        return chain.send(request);
    }

    @Override
    public Optional<HostLogin> loginFor(URI uri) {
        return HostLogin.find(uri, logins.get());
    }
}
