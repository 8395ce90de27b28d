package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.inventory.InventorySource;
import io.github.kubespraymaven.manifest.packages.Distribution;
import io.github.kubespraymaven.manifest.packages.OsPackageList;
import io.github.kubespraymaven.manifest.packages.OsPackages;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.stock.StockLists;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.ExtraVariables;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the lists that the goal {@code manifests} writes. */
public final class Manifests {
    private static final String HOST = "node";
    private static final String ALL = "all";
    /** One host that does everything, when nobody gave an inventory. */
    private static final String ALONE = "[kube_control_plane]\nnode\n[etcd]\nnode\n[kube_node]\nnode\n"
            // as the groups were called up to v2.15
            + "[kube-master]\nnode\n[kube-node]\nnode\n[k8s-cluster]\nnode\n";

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
        private final KubesprayRelease release;
        private final InventorySource source;
        private final boolean named;
        private final HostVariables variables;
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final Set<String> warnings = new LinkedHashSet<>();

        Run(ManifestRequest request) throws IOException {
            this.request = request;
            this.release = KubesprayRelease.of(request.checkout());
            InventorySource given = inventory(request.inventory(), request.files());
            this.named = request.inventory().isPresent()
                    && !given.inventory().hosts().isEmpty();
            Inventory hosts = given.inventory();
            if (hosts.hosts().isEmpty()) {
                warnings.add(
                        "the inventory " + request.inventory().orElse("") + " has no hosts yet; the lists are for one"
                                + " host in all groups, with the inventory's group variables");
                hosts = hosts.withHost(HOST);
            }
            this.source = new InventorySource(hosts.withCluster(), given.folder());
            Dict.Builder extra = new Dict.Builder();
            for (String addon : request.addons()) {
                extra.put(Addons.variable(addon), Bool.TRUE);
            }
            if (request.extraVars().isPresent()) {
                extra.putAll(ExtraVariables.parse(request.extraVars().get(), request.files()));
            }
            TemplateEnvironment environment = new TemplateEnvironment(
                    request.environment(), text -> YamlReader.read(text, "from_yaml"), TemplateEnvironment.STEPS);
            this.variables = new HostVariables(release, source, extra.build(), environment);
        }

        ManifestResult result(List<String> distributions) throws IOException {
            boolean every = distributions.contains(ALL);
            List<Distribution> wanted = Distribution.named(
                    distributions.stream().filter(name -> !name.equals(ALL)).toList());
            if (!request.addons().isEmpty()) {
                Addons.check(request.addons(), Addons.names(request.checkout(), release));
                files.put("addons.yml", bytes(Addons.groupVariables(request.addons())));
            }
            List<Manifest> manifests = new ArrayList<>();
            for (Architecture architecture : request.architectures()) {
                CompleteLists lists = new CompleteLists(
                        request.checkout(),
                        variables,
                        source.inventory(),
                        architecture,
                        request.mode() == ManifestRequest.Mode.ALL,
                        named);
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
                packages(every ? Distribution.known() : wanted, every);
            }
            return new ManifestResult(manifests, files, List.copyOf(warnings));
        }

        private void packages(List<Distribution> wanted, boolean every) throws IOException {
            OsPackages packages = new OsPackages(request.checkout(), variables, source.inventory());
            String what = request.kubespray().get()
                    + request.inventory()
                            .map(path -> ", inventory " + path + ",")
                            .orElse("")
                    + (request.addons().isEmpty() ? "" : ", with " + String.join(", ", request.addons()) + ",");
            for (Distribution distribution : wanted) {
                OsPackages.Found found = packages.of(distribution, request.architectures());
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
            for (Architecture architecture : request.architectures()) {
                StockLists lists = StockLists.of(
                        request.checkout(),
                        release,
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
            if (!request.addons().isEmpty()) {
                inputs.put("addons", String.join(",", request.addons()));
            }
            return inputs;
        }
    }

    private static InventorySource inventory(Optional<String> given, SourceTree files) throws IOException {
        if (given.isEmpty()) {
            SourceTree alone = new SourceTree() {
                @Override
                public Optional<String> read(String path) {
                    return Optional.of(ALONE);
                }

                @Override
                public List<String> list(String directory) {
                    return List.of();
                }
            };
            return new InventorySource(InventoryReader.file(alone, "hosts"), Optional.empty());
        }
        String path = given.get();
        if (path.contains(",")) {
            return new InventorySource(InventoryReader.hosts(path), Optional.empty());
        }
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!files.list(trimmed).isEmpty()) {
            SourceTree folder = new Subtree(files, trimmed + "/");
            return new InventorySource(InventoryReader.directory(folder), Optional.of(folder));
        }
        int slash = trimmed.lastIndexOf('/');
        SourceTree folder = new Subtree(files, trimmed.substring(0, slash + 1));
        Inventory inventory = InventoryReader.file(folder, trimmed.substring(slash + 1));
        return new InventorySource(inventory, Optional.of(folder));
    }

    /**
     * A directory of another tree.
     *
     * @param prefix its path with a slash at the end; empty for the whole
     */
    private record Subtree(SourceTree tree, String prefix) implements SourceTree {
        @Override
        public Optional<String> read(String path) throws IOException {
            return tree.read(prefix + path);
        }

        @Override
        public List<String> list(String directory) throws IOException {
            String whole = prefix + directory;
            return tree.list(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
        }

        @Override
        public String label(String path) {
            return tree.label(prefix + path);
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
