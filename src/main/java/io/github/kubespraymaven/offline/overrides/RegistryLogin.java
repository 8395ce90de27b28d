package io.github.kubespraymaven.offline.overrides;

/**
 * Who asks a registry.
 *
 * @param host with its port where one is written
 * @param user the user's name
 * @param password never printed
 */
public record RegistryLogin(String host, String user, String password) {

    @Override
    public String toString() {
        return "the login of '" + user + "' to " + host;
    }
}
