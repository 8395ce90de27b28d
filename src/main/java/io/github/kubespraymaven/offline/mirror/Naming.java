package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.registry.reference.Repository;

/** What an image of some registry is called in the one that mirrors it. */
public enum Naming {
    /** Its path: {@code docker.io/library/nginx} is {@code HOST/library/nginx}, as kubespray's offline variables have it. */
    PATH,
    /** Its registry and path: {@code HOST/docker.io/library/nginx}. A port's colon becomes an underscore. */
    HOST;

    /** Returns the path of a repository's copy. */
    String path(Repository source) {
        return path(source.registry(), source.path());
    }

    /**
     * Returns the path of what has a path in a registry.
     *
     * @param path empty for the registry itself
     */
    public String path(String registry, String path) {
        return switch (this) {
            case PATH -> path;
            case HOST -> registry.replace(':', '_') + (path.isEmpty() ? "" : "/" + path);
        };
    }
}
