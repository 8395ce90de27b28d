package io.github.kubespraymaven.registry.credential;

/**
 * A server of Maven's settings, decrypted.
 *
 * @param id the registry's host, with its port where the reference has one
 * @param user the user's name
 * @param password never printed
 */
public record ServerLogin(String id, String user, String password) {
    @Override
    public String toString() {
        return "server '" + id + "'";
    }
}
