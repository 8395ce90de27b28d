package io.github.kubespraymaven.registry.credential;

import java.util.Optional;

/**
 * What a search for a login came to.
 *
 * @param credential the login, if there is one
 * @param source where it was found, or why there is none: for messages, without any secret
 */
public record FoundCredential(Optional<Credential> credential, String source) {
    static FoundCredential of(Credential credential, String source) {
        return new FoundCredential(Optional.of(credential), source);
    }

    static FoundCredential none(String why) {
        return new FoundCredential(Optional.empty(), why);
    }
}
