package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.http.Proxy;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.registry.credential.Credential;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.credential.FoundCredential;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends requests as somebody, once a registry wants to know who asks. Nothing is told before: the first request goes
 * without a login, and its 401 says which kind is wanted; the 401 of whoever it led to says nothing. What was granted is kept for the scope it was granted for; when
 * it is refused it is renewed, once a request.
 */
final class Authentication {
    private static final int MAX_REFUSAL = 64 * 1024;

    private final Http http;
    private final Credentials credentials;
    private final TokenService tokens;
    private final Map<String, Holder> grants = new ConcurrentHashMap<>();

    Authentication(Http http, Credentials credentials, Endpoints endpoints) {
        this.http = http;
        this.credentials = credentials;
        this.tokens = new TokenService(http, endpoints);
    }

    /**
     * An answer.
     *
     * @param grant as whom it was asked for
     * @param own whether it comes from where it was asked for; another origin to which that led is told nothing, and has no
     *     say in who asks
     */
    record Answer(Response response, Grant grant, boolean own) {
        private static Answer to(Request request, Response response, Grant grant) {
            return new Answer(response, grant, Origin.same(request.uri(), response.uri()));
        }

        /** Returns what another origin than the registry's answered, to which the registry pointed itself. */
        static Answer elsewhere(Response response) {
            return new Answer(response, Grant.NONE, false);
        }
    }

    /** One scope's grant; its lock makes many requests at once wait for one token instead of asking for one each. */
    private static final class Holder {
        private Grant grant = Grant.NONE;
    }

    Answer send(Request request, TokenScope scope) throws IOException {
        Holder holder = grants.computeIfAbsent(scope.name(), key -> new Holder());
        Grant grant = current(holder);
        Answer answer = Answer.to(request, http.send(as(grant, request)), grant);
        if (answer.response().status() != 401 || !answer.own()) {
            return answer;
        }
        Response response = read(answer.response());
        List<Challenge> challenges = Challenge.read(response.headers().all("WWW-Authenticate"));
        Optional<Grant> renewed = renewed(holder, grant, challenges, scope);
        return renewed.isEmpty()
                ? Answer.to(request, response, grant)
                : Answer.to(request, http.send(as(renewed.get(), request)), renewed.get());
    }

    /**
     * Gives the connection back, and keeps what was said for the error it may become. Only so many answers of a host may be
     * open at once: if all of them waited for a token of that same host, none would ever come.
     */
    private static Response read(Response response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(MAX_REFUSAL);
            return new Response(response.status(), response.uri(), response.headers(), new ByteArrayInputStream(body));
        }
    }

    private static Request as(Grant grant, Request request) {
        return grant.header().map(value -> request.with("Authorization", value)).orElse(request);
    }

    private static Grant current(Holder holder) {
        synchronized (holder) {
            return holder.grant;
        }
    }

    private Optional<Grant> renewed(Holder holder, Grant refused, List<Challenge> challenges, TokenScope scope)
            throws IOException {
        synchronized (holder) {
            if (!holder.grant.equals(refused)) {
                return Optional.of(holder.grant);
            }
            Optional<Grant> granted = granted(challenges, scope).filter(grant -> !grant.equals(refused));
            granted.ifPresent(grant -> holder.grant = grant);
            return granted;
        }
    }

    /** Returns what the challenges ask for, or nothing where there is no such thing. */
    private Optional<Grant> granted(List<Challenge> challenges, TokenScope scope) throws IOException {
        Optional<Challenge> bearer = Challenge.find(challenges, "bearer");
        Optional<Challenge> basic = Challenge.find(challenges, "basic");
        if (bearer.isEmpty() && basic.isEmpty()) {
            return Optional.empty();
        }
        Repository repository = scope.repository();
        FoundCredential found = credentials.find(repository);
        String wayOut = wayOut(repository, found.credential().isPresent());
        String whose = found.credential()
                .map(login -> "as " + login + " (" + found.source() + ")")
                .orElse("without a login (" + found.source() + ")");
        if (bearer.isPresent()) {
            String token = tokens.token(bearer.get(), scope, found.credential(), whose, wayOut);
            return Optional.of(new Grant(Optional.of("Bearer " + token), whose, wayOut));
        }
        Optional<String> header = found.credential().flatMap(Authentication::basic);
        return Optional.of(new Grant(header, whose, wayOut));
    }

    /** An identity token is good for a token service alone. */
    static Optional<String> basic(Credential credential) {
        if (credential instanceof Credential.Password login) {
            return Optional.of(new Proxy.Login(login.user(), login.password()).basic());
        }
        return Optional.empty();
    }

    static String wayOut(Repository repository, boolean loggedIn) {
        String host = repository.registry();
        String others = "a server with the id '" + host + "' in Maven's settings.xml, or 'docker login " + host + "'";
        return loggedIn ? "check that login and its rights, or give another: " + others : "give a login: " + others;
    }
}
