package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.Addons;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a deployment downloads, without Ansible and without fetching anything. Writes {@code files.list}, {@code
 * images.list} and {@code manifest.json}; with several platforms a {@code manifest-OS-ARCH.json} each.
 */
@Mojo(name = "manifests", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class ManifestsMojo extends KubesprayMojo {
    private static final String LIST = "list";

    /**
     * The inventory, as {@code -i} of ansible-playbook: a file, a directory, or hosts separated by commas; relative to the
     * project's directory, or to the checkout. Default: kubespray's own defaults, as for a host that is in all groups.
     */
    @Parameter(property = "kubespray.inventory")
    private @Nullable String inventory;

    /** Extra variables, as {@code -e} of ansible-playbook: {@code k=v k2=v2}, YAML or JSON in braces, or {@code @file}. */
    @Parameter(property = "kubespray.extraVars")
    private @Nullable String extraVars;

    /** The platforms to list for: linux/amd64, linux/arm64. */
    @Parameter(property = "kubespray.platforms", defaultValue = "linux/amd64")
    private @Nullable List<String> platforms;

    /** Lists all that exists, what is switched off included. */
    @Parameter(property = "kubespray.all", defaultValue = "false")
    private boolean all;

    /** Writes files.list and images.list as the release's own contrib/offline/generate_list.sh does, byte for byte. */
    @Parameter(property = "kubespray.stock", defaultValue = "false")
    private boolean stock;

    /**
     * Addons to switch on for the lists; {@code addons.yml} gets the group variables that do so in a deployment. {@code
     * list} prints the addons of the checkout with what each would add, and writes nothing.
     */
    @Parameter(property = "kubespray.addons")
    private @Nullable List<String> addons;

    /** Prints what was added, removed and changed since a git revision of the checkout, or a manifest.json. */
    @Parameter(property = "kubespray.diff")
    private @Nullable String diff;

    /**
     * Distributions, as debian-12,rocky-9, or {@code all}: {@code os-packages/NAME.txt} is what kubespray installs there with
     * the package manager, a name a line.
     */
    @Parameter(property = "kubespray.osPackages")
    private @Nullable List<String> osPackages;

    /** The version in manifest.json; default: the checkout's exact tag, else git describe, else galaxy.yml. */
    @Parameter(property = "kubespray.version")
    private @Nullable String version;

    @Override
    void run() throws IOException {
        HostEnvironment around = HostEnvironment.ofProcess();
        Optional<Git> git = Git.find(around.programs());
        Checkout checkout = Checkout.open(checkoutDirectory());
        ManifestRequest request = request(checkout, git, around);
        if (trimmed(addons).equals(List.of(LIST))) {
            new ListsSummary(getLog()).print(Addons.list(request));
            return;
        }
        ManifestResult result = Manifests.make(request, trimmed(osPackages));
        Optional<BaselineLists> comparison = diff == null || diff.isBlank()
                ? Optional.empty()
                : Optional.of(BaselineLists.of(diff.trim(), request, checkout, git, baseDirectory()));
        Path folder = resultDirectory();
        result.write(folder);
        ListsSummary summary = new ListsSummary(getLog());
        summary.print(request, result, folder);
        comparison.ifPresent(earlier -> summary.print(earlier, result));
    }

    private ManifestRequest request(Checkout checkout, Optional<Git> git, HostEnvironment around) throws IOException {
        if (all && stock) {
            throw new UserErrorException("kubespray.all and kubespray.stock exclude each other: the stock lists name"
                    + " what is switched off anyway. Leave one out.");
        }
        List<String> wanted = trimmed(addons);
        if (wanted.contains(LIST) && wanted.size() > 1) {
            throw new UserErrorException(
                    "addons: wanted the names of addons, or 'list' alone, got '" + String.join(",", wanted) + "'.");
        }
        return new ListParameters(
                        baseDirectory(),
                        inventory,
                        extraVars,
                        trimmed(platforms),
                        stock ? Mode.STOCK : all ? Mode.ALL : Mode.COMPLETE,
                        wanted.contains(LIST) ? List.of() : wanted)
                .request(checkout, git, Optional.ofNullable(version), around);
    }
}
