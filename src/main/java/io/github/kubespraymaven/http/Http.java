package io.github.kubespraymaven.http;

import io.github.kubespraymaven.http.HttpException.OfflineException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Speaks to servers. Safe for use by many threads. */
public interface Http {

    /**
     * Sends a request and returns the head of the answer, whatever its status; the body is read by the caller. Redirects
     * are followed (credentials only to the same origin), and what may pass is tried again: a connection that broke before
     * the head of the answer came, 408, 429 and what is from 500 on, after the time that Retry-After asks for, if there is
     * so much patience, or a growing pause. The answer that remains is returned. A body that breaks off half way is the caller's
     * to go on with, by range, and so is a body that is not {@linkplain Request.Body#isRepeatable() repeatable}.
     *
     * @throws OfflineException if there is to be no network
     * @throws IOException if no answer came: names the address without credentials, and the way out
     */
    Response send(Request request) throws IOException;

    /** Returns as whom an address is asked, its own user information before all else; for messages. */
    default Optional<HostLogin> loginFor(URI uri) {
        return HostLogin.find(uri, List.of());
    }
}
