package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Description;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.UserPath;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that say of which deployment the lists are, as several goals take them.
 *
 * @param base the project's directory
 * @param inventory as {@code -i} of ansible-playbook
 * @param extraVars as {@code -e}
 * @param platforms to list for
 * @param mode how much is listed
 * @param addons to switch on
 * @param names whose names are listed
 */
record ListParameters(
        Path base,
        @Nullable String inventory,
        @Nullable String extraVars,
        List<String> platforms,
        Mode mode,
        List<String> addons,
        ListedNames names) {

    /**
     * Returns the request.
     *
     * @param version in manifest.json; empty: what the checkout says
     */
    ManifestRequest request(Checkout checkout, Optional<Git> git, Optional<String> version, HostEnvironment around)
            throws IOException {
        List<Architecture> architectures = new ArrayList<>();
        for (Platform platform : ParameterValues.platforms(platforms)) {
            architectures.add(Architecture.of(platform.toString()));
        }
        Optional<String> hosts =
                Optional.ofNullable(inventory).map(String::trim).filter(text -> !text.isEmpty());
        Description description = Description.begin(git, checkout.directory());
        Path root = root(hosts, checkout.directory());
        return new ManifestRequest(
                SourceTree.of(checkout.directory()),
                () -> checkout.facts(description.facts(), version).version().toString(),
                hosts,
                extraVars(root),
                SourceTree.of(root),
                architectures,
                mode,
                addons,
                around.environment(),
                names);
    }

    /** A file of extra variables is the project's, wherever the inventory lies. */
    private Optional<String> extraVars(Path root) throws UserErrorException {
        String text = extraVars == null ? "" : extraVars.trim();
        if (text.startsWith("@") && !root.equals(base)) {
            try {
                return Optional.of("@" + UserPath.of(text.substring(1), base));
            } catch (IllegalArgumentException e) {
                throw new UserErrorException("extraVars: " + e.getMessage(), e);
            }
        }
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    /** What the inventory's path is relative to: the project's directory, or the checkout if only that has it. */
    private Path root(Optional<String> hosts, Path checkout) {
        boolean inCheckout = hosts.isPresent()
                && !hosts.get().contains(",")
                && !Files.exists(base.resolve(hosts.get()))
                && Files.exists(checkout.resolve(hosts.get()));
        return inCheckout ? checkout : base;
    }
}
