package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.ManifestRequest;
import java.util.Optional;
import java.util.Set;

/**
 * What a site has.
 *
 * @param deployment release, inventory, extra variables and platforms; names are upstreams'
 * @param files where files are
 * @param registries where images are
 * @param packages where packages of Docker and the like are
 * @param downloadContainer false: images are pulled when pods start
 * @param insecure hosts of registries that are spoken to over plain HTTP or with unverified TLS, in lower case
 * @param authority whether certificates are of an authority of the site's own
 * @param logins finds logins to registries; empty if none are to be written
 * @param cutImages references of images whose digests a mirror has changed
 */
public record OverridesRequest(
        ManifestRequest deployment,
        Optional<FileServer> files,
        Optional<RegistryHosts> registries,
        Optional<FileServer> packages,
        boolean downloadContainer,
        Set<String> insecure,
        boolean authority,
        Optional<LoginSearch> logins,
        Set<String> cutImages) {
    /** Keeps its own copies. */
    public OverridesRequest {
        insecure = Set.copyOf(insecure);
        cutImages = Set.copyOf(cutImages);
    }

    /** Finds the login to a registry. */
    @FunctionalInterface
    public interface LoginSearch {
        /**
         * Returns it; empty if there is none.
         *
         * @param host with its port where one is written
         * @param path the part of the registry; may be empty
         * @throws java.io.IOException if what has it cannot be read
         */
        Optional<RegistryLogin> find(String host, String path) throws java.io.IOException;
    }
}
