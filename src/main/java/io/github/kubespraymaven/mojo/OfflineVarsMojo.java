package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import io.github.kubespraymaven.offline.mirror.MirrorRecord;
import io.github.kubespraymaven.offline.mirror.Naming;
import io.github.kubespraymaven.offline.overrides.FileServer;
import io.github.kubespraymaven.offline.overrides.OfflineVars;
import io.github.kubespraymaven.offline.overrides.OverridesRequest;
import io.github.kubespraymaven.offline.overrides.OverridesResult;
import io.github.kubespraymaven.offline.overrides.RegistryHosts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the group variables that make a deployment use a site's own servers, from the release's own variables, and proves that they
 * move each file and each image and change nothing else. Writes {@code offline.yml}.
 */
@Mojo(name = "offline-vars", requiresProject = false, threadSafe = true)
public class OfflineVarsMojo extends InventoryMojo {
    @Inject
    private SettingsDecrypter decrypter;

    /**
     * Where the site has files, at the paths of their URLs: {@code http://HOST[/PATH]}, {@code https://…}, or {@code file:///…}
     * for a share that all nodes have mounted.
     */
    @Parameter(property = "kubespray.filesRepo")
    private @Nullable String filesRepo;

    /**
     * Where the site has images: {@code HOST[:PORT][/PATH]}, or {@code UPSTREAM=HOST[:PORT][/PATH]} for each upstream, as
     * pull-through caches are.
     */
    @Parameter(property = "kubespray.registryHost")
    private @Nullable List<String> registryHost;

    /**
     * What images are called in one registry: {@code path}, {@code docker.io/library/nginx} is {@code HOST/library/nginx};
     * {@code host}, {@code HOST/docker.io/library/nginx}, which a single pull-through front needs.
     */
    @Parameter(property = "kubespray.imageNames", defaultValue = "path")
    private String imageNames = "path";

    /** Where the site has packages of Docker and the like, at the paths of their URLs. */
    @Parameter(property = "kubespray.osRepo")
    private @Nullable String osRepo;

    /** {@code false}: images are pulled when pods start, and nodes do not pull what they do not run. */
    @Parameter(property = "kubespray.downloadContainer", defaultValue = "true")
    private boolean downloadContainer = true;

    /**
     * Writes the logins that Maven's settings have for these registries into a file of their own, {@code offline-logins.yml}, to
     * be encrypted with ansible-vault.
     */
    @Parameter(property = "kubespray.writeLogins", defaultValue = "false")
    private boolean writeLogins;

    /**
     * The PEM file of the authority that the registry's certificate is of: nodes are told to trust it where the goal
     * registry-ca puts it.
     */
    @Parameter(property = "kubespray.ca")
    private @Nullable File ca;

    /** Hosts of registries that nodes may speak to over plain HTTP or with unverified TLS. */
    @Parameter(property = "kubespray.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    @Override
    void run() throws IOException {
        HostEnvironment around = HostEnvironment.ofProcess();
        Optional<Git> git = Git.find(around.programs());
        Checkout checkout = Checkout.open(checkoutDirectory());
        ManifestRequest deployment =
                deployment(checkout, git, around, ManifestRequest.Mode.COMPLETE, List.of(), ListedNames.UPSTREAM);
        Path folder = resultDirectory();
        List<String> hosts = trimmed(registryHost);
        Naming naming = ParameterValues.choice("imageNames", imageNames, Naming.class);
        OverridesResult result = OfflineVars.make(new OverridesRequest(
                deployment,
                server("filesRepo", filesRepo),
                hosts.isEmpty() ? Optional.empty() : Optional.of(RegistryHosts.parse(hosts, naming)),
                server("osRepo", osRepo),
                downloadContainer,
                trimmed(insecureRegistries).stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                authority(),
                writeLogins
                        ? Optional.of(new RegistryLogins(new Logins(session(), decrypter, around)))
                        : Optional.empty(),
                MirrorRecord.cutImages(folder.resolve("mirror.json"))));
        result.write(folder);
        report(result, folder);
    }

    private static Optional<FileServer> server(String parameter, @Nullable String text) throws UserErrorException {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(FileServer.parse(parameter, text.trim()));
    }

    private boolean authority() throws UserErrorException {
        if (ca == null) {
            return false;
        }
        Path file = path("ca", ca);
        if (!Files.isRegularFile(file)) {
            throw new UserErrorException("ca: there is no file " + file + ".");
        }
        return true;
    }

    private void report(OverridesResult result, Path folder) {
        result.warnings().forEach(getLog()::warn);
        getLog().info(result.variables() + " variables; " + result.fields()
                + " fields of downloads compared: each file and image is the site's, and nothing else is changed.");
        getLog().info("Written to " + folder + ":");
        result.files().keySet().forEach(name -> getLog().info("  " + name));
        result.notes().forEach(getLog()::info);
    }
}
