package io.github.kubespraymaven.registry.credential;

/** What proves to a registry who asks. Printed without its secret. */
public sealed interface Credential {

    /** A user's password, or the access token that stands in for one. */
    record Password(String user, String password) implements Credential {
        @Override
        public String toString() {
            return "'" + user + "'";
        }
    }

    /** A token for which the registry's token service gives others (OAuth 2.0's refresh token). */
    record IdentityToken(String token) implements Credential {
        @Override
        public String toString() {
            return "the holder of an identity token";
        }
    }
}
