package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be allowed (distribution, Token Scope Documentation).
 *
 * @param repository in which
 * @param push to write there too, not only to read
 * @param from a repository beside it, to read there
 */
record TokenScope(Repository repository, boolean push, Optional<Repository> from) {
    static TokenScope pull(Repository repository) {
        return new TokenScope(repository, false, Optional.empty());
    }

    static TokenScope push(Repository repository) {
        return new TokenScope(repository, true, Optional.empty());
    }

    /** Returns this scope, and reading elsewhere. */
    TokenScope mounting(Repository other) {
        return new TokenScope(repository, push, Optional.of(other));
    }

    /** Returns what only this scope is called. */
    String name() {
        return repository.registry() + " " + String.join(" ", tokens());
    }

    /** Returns what a token service is asked for. */
    List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        tokens.add("repository:" + repository.path() + (push ? ":pull,push" : ":pull"));
        from.ifPresent(other -> tokens.add("repository:" + other.path() + ":pull"));
        return tokens;
    }
}
