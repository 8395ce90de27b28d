package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.manifest.packages.HostPackages;
import io.github.kubespraymaven.manifest.packages.LinuxDistribution;
import io.github.kubespraymaven.manifest.packages.OsPackageList;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.stock.StockLists;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the lists that the goal {@code manifests} writes. */
public final class Manifests {
    private static final String ALL = "all";

    private Manifests() {}

    /**
     * Makes the lists; nothing is written.
     *
     * @throws ManifestException if a variable, the inventory or a request is wrong; all that could be found, a line each
     * @throws IOException if files cannot be read
     */
    public static ManifestResult make(ManifestRequest request) throws IOException {
        return make(request, List.of());
    }

    /**
     * The same with lists of the packages that kubespray installs on hosts, {@code os-packages/NAME.txt}.
     *
     * @param distributions their names, such as {@code debian-12}; {@code all} for all that the release supports
     * @throws ManifestException as above, or if a distribution is not known
     */
    public static ManifestResult make(ManifestRequest request, List<String> distributions) throws IOException {
        try {
            return new Run(request).result(distributions);
        } catch (EvaluationException e) {
            throw ManifestException.of(e);
        }
    }

    /** One request on its way. */
    private static final class Run {
        private final ManifestRequest request;
        private final Deployment deployment;
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final Set<String> warnings = new LinkedHashSet<>();

        Run(ManifestRequest request) throws IOException {
            this.request = request;
            this.deployment = Deployment.open(request);
            warnings.addAll(deployment.warnings());
        }

        ManifestResult result(List<String> distributions) throws IOException {
            boolean every = distributions.contains(ALL);
            List<LinuxDistribution> wanted = LinuxDistribution.named(
                    distributions.stream().filter(name -> !name.equals(ALL)).toList());
            if (!request.addons().isEmpty()) {
                Addons.check(request.addons(), Addons.names(request.checkout(), deployment.release()));
                files.put("addons.yml", bytes(Addons.groupVariables(request.addons())));
            }
            List<Manifest> manifests = new ArrayList<>();
            for (Architecture architecture : request.architectures()) {
                CompleteLists lists = new CompleteLists(
                        request.checkout(),
                        deployment.variables(),
                        deployment.source().inventory(),
                        architecture,
                        request.mode() == ManifestRequest.Mode.ALL,
                        deployment.named());
                manifests.add(lists.make(request.kubespray(), inputs()));
                warnings.addAll(lists.warnings());
            }
            if (request.mode() == ManifestRequest.Mode.STOCK) {
                stock();
            } else {
                Set<String> urls = new LinkedHashSet<>();
                Set<String> references = new LinkedHashSet<>();
                manifests.forEach(manifest -> {
                    manifest.files().forEach(file -> urls.add(file.url()));
                    manifest.images().forEach(image -> references.add(image.reference()));
                });
                files.put("files.list", lines(urls));
                files.put("images.list", lines(references));
            }
            for (Manifest manifest : manifests) {
                String name = manifests.size() == 1
                        ? "manifest.json"
                        : "manifest-" + manifest.platform().replace('/', '-') + ".json";
                files.put(name, bytes(JsonWriter.pretty(manifest.toJson())));
            }
            if (every || !wanted.isEmpty()) {
                packages(every ? LinuxDistribution.known() : wanted, every);
            }
            return new ManifestResult(manifests, files, List.copyOf(warnings));
        }

        private void packages(List<LinuxDistribution> wanted, boolean every) throws IOException {
            HostPackages packages = new HostPackages(
                    request.checkout(),
                    deployment.variables(),
                    deployment.source().inventory());
            String what = request.kubespray().get()
                    + request.inventory()
                            .map(path -> ", inventory " + path + ",")
                            .orElse("")
                    + (request.addons().isEmpty() ? "" : ", with " + String.join(", ", request.addons()) + ",");
            for (LinuxDistribution distribution : wanted) {
                HostPackages.Found found = packages.of(distribution, request.architectures());
                if (!found.isSupported() && every) {
                    continue;
                }
                if (!found.isSupported()) {
                    warnings.add("this kubespray does not support " + distribution.distribution() + " and stops there,"
                            + " unless allow_unsupported_distribution_setup is set; os-packages/" + distribution.name()
                            + ".txt is what it would install");
                }
                found.warnings().forEach(warning -> warnings.add(distribution.name() + ": " + warning));
                files.put(
                        "os-packages/" + distribution.name() + ".txt",
                        bytes(OsPackageList.text(distribution, found, what)));
            }
        }

        /** Several platforms: the lines of the first, then those that the others have beyond them. */
        private void stock() throws IOException {
            Set<String> urls = new LinkedHashSet<>();
            Set<String> references = new LinkedHashSet<>();
            HostVariables variables = deployment.variables();
            for (Architecture architecture : request.architectures()) {
                StockLists lists = StockLists.of(
                        request.checkout(),
                        deployment.release(),
                        variables.evaluator(variables.of("localhost", architecture, List.of())),
                        architecture);
                if (request.architectures().size() == 1) {
                    files.put("files.list", bytes(lists.files()));
                    files.put("images.list", bytes(lists.images()));
                    return;
                }
                lists.files().lines().forEach(urls::add);
                lists.images().lines().forEach(references::add);
            }
            files.put("files.list", lines(urls));
            files.put("images.list", lines(references));
        }

        private Map<String, String> inputs() {
            Map<String, String> inputs = new LinkedHashMap<>();
            inputs.put("mode", request.mode().name().toLowerCase(java.util.Locale.ROOT));
            request.inventory().ifPresent(inventory -> inputs.put("inventory", inventory));
            if (request.names() == ListedNames.SITE) {
                inputs.put(SiteLists.NAMES, SiteLists.SITE);
            }
            if (!request.addons().isEmpty()) {
                inputs.put("addons", String.join(",", request.addons()));
            }
            return inputs;
        }
    }

    private static byte[] lines(Set<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
