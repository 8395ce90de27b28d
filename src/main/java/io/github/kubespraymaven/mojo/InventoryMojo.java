package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that evaluate kubespray's variables. */
abstract class InventoryMojo extends KubesprayMojo {
    /**
     * The inventory, as {@code -i} of ansible-playbook: a file, a directory, or hosts separated by commas; relative to the
     * project's directory, or to the checkout. Default: kubespray's own defaults, as for a host that is in all groups.
     */
    @Parameter(property = "kubespray.inventory")
    private @Nullable String inventory;

    /** Extra variables, as {@code -e} of ansible-playbook: {@code k=v k2=v2}, YAML or JSON in braces, or {@code @file}. */
    @Parameter(property = "kubespray.extraVars")
    private @Nullable String extraVars;

    /** The hosts' platforms: linux/amd64, linux/arm64. */
    @Parameter(property = "kubespray.platforms", defaultValue = "linux/amd64")
    private @Nullable List<String> platforms;

    /** The release's version, as results name it; default: the checkout's exact tag, else git describe, else galaxy.yml. */
    @Parameter(property = "kubespray.version")
    private @Nullable String version;

    /** Returns what lists are to be made of; files are read when they are. */
    final ManifestRequest deployment(
            Checkout checkout,
            Optional<Git> git,
            HostEnvironment around,
            Mode mode,
            List<String> addons,
            ListedNames names)
            throws IOException {
        return new ListParameters(baseDirectory(), inventory, extraVars, trimmed(platforms), mode, addons, names)
                .request(checkout, git, Optional.ofNullable(version), around);
    }
}
