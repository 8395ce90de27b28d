package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All registries, as one who builds can reach them. One of these serves a whole build, from any number of threads, and
 * remembers what it was granted; it costs nothing until the first request.
 */
public final class Registries {
    private final Http http;
    private final Endpoints endpoints;
    private final Authentication authentication;
    private final BlobPresence present = new BlobPresence();
    private final Map<String, Quirks> quirks = new ConcurrentHashMap<>();

    /**
     * Prepares to speak to registries.
     *
     * @param http sends, follows redirects, tries again
     * @param credentials who asks
     * @param insecure hosts ({@code HOST} or {@code HOST:PORT}, lower case) that may be spoken to over plain HTTP, as this
     *     machine itself always may
     */
    public Registries(Http http, Credentials credentials, Set<String> insecure) {
        this.http = http;
        this.endpoints = new Endpoints(http, insecure);
        this.authentication = new Authentication(http, credentials, endpoints);
    }

    /** Returns a repository to read from. */
    public RemoteRepository toPull(Repository repository) {
        return repository(TokenScope.pull(repository));
    }

    /** Returns a repository to write to, and to read from. */
    public RemoteRepository toPush(Repository repository) {
        return repository(TokenScope.push(repository));
    }

    private RemoteRepository repository(TokenScope scope) {
        Quirks known = quirks.computeIfAbsent(scope.repository().registry(), registry -> new Quirks());
        return new RemoteRepository(new Exchange(endpoints, authentication, http, scope), present, known);
    }
}
