package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Repository;

/**
 * A registry, or a part of one.
 *
 * @param host with its port where one is written
 * @param path what the paths of images begin with there; may be empty
 */
record RegistryAddress(String host, String path) {

    /**
     * Reads {@code HOST[:PORT][/PATH]}.
     *
     * @throws UserErrorException if it is anything else
     */
    static RegistryAddress parse(String text) throws UserErrorException {
        if (text.contains("://")) {
            throw new UserErrorException("registryHost: names of images have no scheme, got '" + text + "'; write '"
                    + text.replaceFirst("^.*?://", "").replaceFirst("/+$", "") + "'.");
        }
        if (text.endsWith("/")) {
            throw new UserErrorException("registryHost: names of images would have two slashes, got '" + text
                    + "'; write '" + text.replaceFirst("/+$", "") + "'.");
        }
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 ? "" : text.substring(slash + 1);
        boolean looksLikeHost = host.contains(".") || host.contains(":") || host.equals("localhost");
        if (!looksLikeHost) {
            throw new UserErrorException("registryHost: what stands before the first slash of an image's name is a host"
                    + " only with a dot or a port in it, got '" + text + "'; write '" + host + ":443"
                    + (path.isEmpty() ? "" : "/" + path) + "' or its full name.");
        }
        try {
            return new RegistryAddress(new Repository(host, path.isEmpty() ? "any" : path).registry(), path);
        } catch (InvalidReferenceException e) {
            throw new UserErrorException(
                    "registryHost: wanted HOST[:PORT][/PATH], got '" + text + "': " + e.getMessage(), e);
        }
    }

    /** The address of something in it. */
    RegistryAddress below(String more) {
        return new RegistryAddress(host, path.isEmpty() ? more : path + "/" + more);
    }

    /** The host without its port. */
    String bareHost() {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    @Override
    public String toString() {
        return path.isEmpty() ? host : host + "/" + path;
    }
}
