package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.HostPort;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/**
 * Where registries are spoken to: over HTTPS. Hosts that the user listed may do without, and so may this machine itself;
 * with these it is tried out once what they speak. This machine is asked without TLS first, as nobody listens on the way;
 * listed ones with it.
 */
final class Endpoints {
    private final Http http;
    private final List<HostPort> insecure;
    private final Map<String, URI> known = new HashMap<>();

    /**
     * @param insecure hosts, {@code HOST} or {@code HOST:PORT}, lower case
     */
    Endpoints(Http http, Set<String> insecure) {
        this.http = http;
        this.insecure = insecure.stream().map(HostPort::parse).toList();
    }

    /** Returns the address that a registry's paths are below, with a slash at its end. */
    synchronized URI of(Repository repository) throws IOException {
        String registry = repository.registry();
        URI there = known.get(registry);
        if (there == null) {
            there = mayBePlain(registry) ? tried(registry) : https(registry);
            known.put(registry, there);
        }
        return there;
    }

    private static URI https(String registry) {
        return URI.create("https://" + (registry.equals(Repository.DOCKER_HUB) ? "registry-1." : "") + registry + "/");
    }

    /** Tells whether plain HTTP may be spoken with a host ({@code HOST} or {@code HOST:PORT}). */
    boolean mayBePlain(String authority) {
        return HostPort.parse(authority).isLoopback() || isListed(authority);
    }

    /** Tells whether the user said that a host may be spoken to without TLS. */
    boolean isListed(String authority) {
        HostPort written = HostPort.parse(authority);
        boolean hasPort = written.port() != HostPort.ANY;
        HostPort plain = hasPort ? written : new HostPort(written.host(), 80);
        HostPort secure = hasPort ? written : new HostPort(written.host(), 443);
        return insecure.stream().anyMatch(rule -> rule.covers(plain) || rule.covers(secure));
    }

    private URI tried(String registry) throws IOException {
        URI plain = URI.create("http://" + registry + "/");
        URI secure = https(registry);
        boolean listed = isListed(registry);
        List<URI> inTurn = listed ? List.of(secure, plain) : List.of(plain, secure);
        try {
            return spoken(inTurn.get(0));
        } catch (IOException first) {
            try {
                return spoken(inTurn.get(1));
            } catch (IOException second) {
                // Who answered one is to be spoken to by the other: what is wrong there is what is wrong. A handshake
                // that
                // failed was one with somebody who speaks TLS.
                boolean wantsTls =
                        first instanceof RegistryException || second.getCause() instanceof SSLHandshakeException;
                IOException reason = wantsTls ? second : first;
                reason.addSuppressed(wantsTls ? first : second);
                throw reason;
            }
        }
    }

    /** A TLS server says 400 to plain HTTP, or nothing. A host's redirect of all to TLS counts for all that follows. */
    private URI spoken(URI base) throws IOException {
        Response response = http.send(Request.of("HEAD", base.resolve("/v2/")));
        response.discard();
        if (response.status() == 400) {
            throw refused(base);
        }
        return isWithTls(base, response.uri()) ? response.uri().resolve("/") : base;
    }

    /** Tells whether an address is that of the same server with TLS; what is at any other port is another server. */
    private static boolean isWithTls(URI plain, URI end) {
        HostPort before = HostPort.of(plain);
        HostPort after = HostPort.of(end);
        return plain.getScheme().equals("http")
                && end.getScheme().equals("https")
                && before.host().equals(after.host())
                && (after.port() == 443 || after.port() == before.port());
    }

    /** Asks again for why: a head says nothing. */
    private RegistryException refused(URI base) throws IOException {
        try (Response response = http.send(Request.get(base.resolve("/v2/")))) {
            boolean secure = "https".equals(response.uri().getScheme());
            return new RegistryException("no registry answers: " + ErrorAnswer.read(response)
                    + (secure ? "; see what it wants of its clients" : "; does it want TLS?"));
        }
    }
}
