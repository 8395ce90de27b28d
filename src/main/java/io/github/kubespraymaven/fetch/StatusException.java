package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.http.RetryAfter;
import java.io.IOException;
import java.util.Optional;

/** A server answered, but not with what was asked for. */
public final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private StatusException(String message, int status) {
        super(message);
        this.status = status;
    }

    /**
     * Names the address, without credentials, and what the server said; where it let nobody in, also who it is, as whom it was
     * asked, and how to give a login.
     */
    static StatusException of(Http http, Request request, Response response) {
        int status = response.status();
        String where = Address.shown(response.uri()) + ": " + status;
        return new StatusException(
                where
                        + (status == 401 || status == 403 ? refusal(http, request, response) : meaning(status))
                        + RetryAfter.advice(response),
                status);
    }

    private static String refusal(Http http, Request request, Response response) {
        String host = Address.hostAndPort(response.uri());
        boolean elsewhere = !Origin.same(request.uri(), response.uri());
        String who = host + (elsewhere ? ", where " + Address.hostAndPort(request.uri()) + " leads to," : "");
        Optional<HostLogin> login = http.loginFor(elsewhere ? response.uri() : request.uri());
        String id = "a server with the id '" + host + "' in Maven's settings.xml, or a line in .netrc";
        if (login.isPresent()) {
            return " (" + who + " refuses " + login.get() + "); check that login and its rights, or give another: "
                    + id;
        }
        boolean kept = elsewhere && http.loginFor(request.uri()).isPresent();
        String how = kept ? "without the login, which is for its own host alone" : "without a login";
        return response.status() == 401
                ? " (" + who + " wants a login, and was asked " + how + "); give one: " + id
                : " (" + who + " forbids it, asked " + how + "); if it wants one, give it: " + id;
    }

    /** Returns the status code: 404 where there is no such thing. */
    public int status() {
        return status;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 404 -> " (not found)";
            case 407 -> " (a proxy's answer, where no proxy is known)";
            case 410 -> " (gone)";
            case 429 -> " (too many requests)";
            case 503 -> " (not available now)";
            default -> status >= 500 ? " (the server failed)" : "";
        };
    }
}
