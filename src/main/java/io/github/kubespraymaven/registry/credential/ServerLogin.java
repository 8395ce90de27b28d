package io.github.kubespraymaven.registry.credential;

/**
 * A server of Maven's settings.
 *
 * @param id the registry's host, with its port where the reference has one
 * @param user the user's name
 * @param password never printed
 * @param decrypted whether this is the password, and not what Maven could not decrypt
 */
public record ServerLogin(String id, String user, String password, boolean decrypted) {

    @Override
    public String toString() {
        return "server '" + id + "'";
    }
}
