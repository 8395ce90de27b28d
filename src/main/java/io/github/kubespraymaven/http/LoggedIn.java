package io.github.kubespraymaven.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends each request as who is known to its server; every hop of a redirect is a request of its own. */
final class LoggedIn implements Http {
    private final Http next;
    private final Supplier<List<HostLogin>> logins;

    /**
     * @param logins asked for once there is a request
     */
    LoggedIn(Http next, Supplier<List<HostLogin>> logins) {
        this.next = next;
        this.logins = logins;
    }

    @Override
    public Response send(Request request) throws IOException {
        boolean said = request.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        Optional<HostLogin> login = said ? Optional.empty() : HostLogin.find(request.uri(), logins.get());
        Request bare = new Request(request.method(), Address.bare(request.uri()), request.headers(), request.body());
        return next.send(
                login.map(known -> bare.with("Authorization", known.login().basic()))
                        .orElse(bare));
    }
}
