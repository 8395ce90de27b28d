package io.github.kubespraymaven.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who asks a server that is asked for something over HTTP.
 *
 * @param server which server: one port of a host, or all
 * @param login its login
 * @param source where it was found, for messages
 */
public record HostLogin(HostPort server, Proxy.Login login, String source) {

    /** Returns a request's own login, in its address; else the first one for its server, one for its port before one for all. */
    static Optional<HostLogin> find(URI uri, List<HostLogin> logins) {
        HostPort server = HostPort.of(uri);
        Optional<HostLogin> own = Proxy.login(uri).map(login -> new HostLogin(server, login, "in the address"));
        if (own.isPresent()) {
            return own;
        }
        Optional<HostLogin> found = Optional.empty();
        for (HostLogin one : logins) {
            boolean narrower = one.server().port() != HostPort.ANY
                    && found.filter(known -> known.server().port() != HostPort.ANY)
                            .isEmpty();
            if (one.server().covers(server) && (found.isEmpty() || narrower)) {
                found = Optional.of(one);
            }
        }
        return found;
    }

    /** Says who it is and from where that is known; never the password. */
    @Override
    public String toString() {
        return "'" + login.user() + "' (" + source + ")";
    }
}
