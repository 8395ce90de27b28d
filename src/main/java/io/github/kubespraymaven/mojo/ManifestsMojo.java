package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.Addons;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.Manifests;
import io.github.kubespraymaven.manifest.variables.ListedNames;
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
public class ManifestsMojo extends InventoryMojo {
    private static final String LIST = "list";

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

    /**
     * Lists names as the site sees them: files of the goal offline-vars in the inventory count. Without it they do not, so that
     * the lists name upstreams.
     */
    @Parameter(property = "kubespray.offline", defaultValue = "false")
    private boolean offline;

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
        return deployment(
                checkout,
                git,
                around,
                stock ? Mode.STOCK : all ? Mode.ALL : Mode.COMPLETE,
                wanted.contains(LIST) ? List.of() : wanted,
                offline ? ListedNames.SITE : ListedNames.UPSTREAM);
    }
}
