package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to know of a checkout's downloads.
 *
 * @param checkout the kubespray tree
 * @param kubespray the release, for manifest.json
 * @param inventory as {@code -i} of ansible-playbook: a file, a directory, or hosts separated by commas; empty: kubespray's own
 *     defaults, as for a host that is in all groups
 * @param extraVars as {@code -e}
 * @param files from which {@code inventory} and {@code extraVars} are read: the directory to which relative paths are relative
 * @param architectures one or more platforms; the first one's entries come first in the lists
 * @param mode how much is listed
 * @param addons to switch on
 * @param environment what {@code lookup('env', …)} sees
 * @param names whether variable files count that the goal offline-vars has written
 */
public record ManifestRequest(
        SourceTree checkout,
        ReleaseName kubespray,
        Optional<String> inventory,
        Optional<String> extraVars,
        SourceTree files,
        List<Architecture> architectures,
        Mode mode,
        List<String> addons,
        Map<String, String> environment,
        ListedNames names) {
    public ManifestRequest {
        architectures = List.copyOf(architectures);
        addons = List.copyOf(addons);
        environment = Map.copyOf(environment);
        if (architectures.isEmpty()) {
            throw new IllegalArgumentException("at least one platform");
        }
    }

    /** A request for upstreams' names. */
    public ManifestRequest(
            SourceTree checkout,
            ReleaseName kubespray,
            Optional<String> inventory,
            Optional<String> extraVars,
            SourceTree files,
            List<Architecture> architectures,
            Mode mode,
            List<String> addons,
            Map<String, String> environment) {
        this(
                checkout,
                kubespray,
                inventory,
                extraVars,
                files,
                architectures,
                mode,
                addons,
                environment,
                ListedNames.UPSTREAM);
    }

    /** Tells which release a tree is. It is asked when the lists are made: git takes about as long for that as these do. */
    @FunctionalInterface
    public interface ReleaseName {
        /**
         * Returns it, with a leading v.
         *
         * @throws IOException if it cannot be found
         */
        String get() throws IOException;
    }

    /** How much is listed. */
    public enum Mode {
        /** What the inventory's hosts download, and nothing else. */
        COMPLETE,
        /** What is switched off, too. */
        ALL,
        /** What the release's own script prints, byte for byte; manifest.json is as for {@link #COMPLETE}. */
        STOCK
    }

    /** The same request for another tree, as for a comparison of releases. */
    public ManifestRequest of(SourceTree otherCheckout, ReleaseName otherKubespray) {
        return new ManifestRequest(
                otherCheckout,
                otherKubespray,
                inventory,
                extraVars,
                files,
                architectures,
                mode,
                addons,
                environment,
                names);
    }

    /** The same request with other addons. */
    ManifestRequest withAddons(List<String> wanted) {
        return new ManifestRequest(
                checkout, kubespray, inventory, extraVars, files, architectures, mode, wanted, environment, names);
    }
}
