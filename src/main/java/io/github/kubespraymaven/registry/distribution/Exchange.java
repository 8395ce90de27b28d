package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests about one repository, and what is said when they fail. */
final class Exchange {
    private final Endpoints endpoints;
    private final Authentication authentication;
    private final Http http;
    private final TokenScope scope;

    Exchange(Endpoints endpoints, Authentication authentication, Http http, TokenScope scope) {
        this.endpoints = endpoints;
        this.authentication = authentication;
        this.http = http;
        this.scope = scope;
    }

    Repository repository() {
        return scope.repository();
    }

    /**
     * Asks for something below the repository.
     *
     * @param path after the repository's name, with a query where there is one
     */
    Authentication.Answer send(String method, String path, Map<String, String> headers) throws IOException {
        return authentication.send(new Request(method, address(path), headers, Optional.empty()), scope);
    }

    /** Asks for something that needs reading elsewhere too. */
    Authentication.Answer send(String method, String path, Repository from) throws IOException {
        return authentication.send(Request.of(method, address(path)), scope.mounting(from));
    }

    Authentication.Answer send(String method, String path, Map<String, String> headers, Request.Body body)
            throws IOException {
        return authentication.send(new Request(method, address(path), headers, Optional.of(body)), scope);
    }

    /** Sends to where the registry pointed. Another host than its own is told nothing about who asks. */
    Authentication.Answer sendTo(URI target, String method, Map<String, String> headers, Request.Body body)
            throws IOException {
        return sendTo(target, method, headers, Optional.of(body));
    }

    Authentication.Answer sendTo(URI target, String method, Map<String, String> headers, Optional<Request.Body> body)
            throws IOException {
        Request request = new Request(method, target, headers, body);
        URI registry = endpoints.of(repository());
        return Origin.same(registry, target)
                ? authentication.send(request, scope)
                : Authentication.Answer.elsewhere(http.send(request));
    }

    /** Returns where a list goes on; nothing where that is not the registry itself: nobody else knows what it holds. */
    Optional<URI> next(Response response, String link) throws IOException {
        URI registry = endpoints.of(repository());
        try {
            URI target = response.uri().resolve(link);
            if (target.getHost() == null || !registry.getRawAuthority().equalsIgnoreCase(target.getRawAuthority())) {
                return Optional.empty();
            }
            // As for a location: what is behind a front that speaks TLS may not know of it.
            return Optional.of(registry.resolve(
                    target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns where an answer points to. A registry behind a front that speaks TLS for it may not know of it and name
     * its address with http; it is the same host, so that is mended.
     *
     * @throws RegistryException if it points nowhere, or away from TLS
     */
    URI location(Response response, String what) throws IOException {
        String text = response.headers().first("Location").orElse("");
        URI target;
        try {
            target = response.uri().resolve(text);
        } catch (IllegalArgumentException e) {
            // Without the cause, which repeats it: signed addresses hold secrets.
            throw new RegistryException(attempted(what) + "the registry points to something that is no address");
        }
        String scheme = Optional.ofNullable(target.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (text.isEmpty() || target.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new RegistryException(attempted(what) + "the registry does not say where to go on (Location)");
        }
        target = Address.bare(target);
        if (!scheme.equals("http")) {
            return target;
        }
        URI registry = endpoints.of(repository());
        if (registry.getScheme().equals("https")
                && registry.getRawAuthority().equalsIgnoreCase(target.getRawAuthority())) {
            return URI.create("https" + target.toString().substring("http".length()));
        }
        if (endpoints.mayBePlain(target.getRawAuthority())) {
            return target;
        }
        throw new RegistryException(attempted(what) + "the registry points to " + Address.shown(target)
                + ", which is not served over https");
    }

    private URI address(String path) throws IOException {
        return endpoints.of(repository()).resolve("/v2/" + repository().path() + "/" + path);
    }

    private String attempted(String what) {
        return repository() + ": cannot " + what + ": ";
    }

    /** Returns the error for something that was answered as done and is not: reads the rest of the answer. */
    RegistryException undone(String what, Authentication.Answer answer) {
        return failure(what, "it is not there although it was answered so: " + ErrorAnswer.read(answer.response()));
    }

    /** Returns the error for an answer, of which it reads the rest. */
    RegistryException failure(String what, Authentication.Answer answer) {
        ErrorAnswer error = ErrorAnswer.read(answer.response());
        String message = attempted(what) + error;
        if (error.isRefusal() && !answer.own()) {
            return new RegistryException(message + elsewhere(repository().registry()));
        }
        if (error.isRefusal()) {
            Grant grant = answer.grant();
            String wayOut = grant.wayOut().isEmpty() ? Authentication.wayOut(repository(), false) : grant.wayOut();
            return new DeniedException(message + ", asked " + grant.whose() + "; " + wayOut, error.status());
        }
        return new RegistryException(message, error.status(), error.codes());
    }

    /** Says of a host that has answered whose it is, and that nobody's login would help. */
    static String elsewhere(String from) {
        return ", which is where " + from
                + " leads to and is told no login; if it stays so, whoever runs that registry must see to it";
    }

    /** Returns an error in the same form. */
    RegistryException failure(String what, String problem) {
        return new RegistryException(attempted(what) + problem);
    }
}
