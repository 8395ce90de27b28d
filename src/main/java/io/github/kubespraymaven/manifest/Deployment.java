package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.download.DownloadItems;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.inventory.InventorySource;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.ExtraVariables;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release and an inventory, opened.
 *
 * @param checkout the kubespray tree
 * @param release its variables
 * @param source hosts and groups, those included that kubespray makes at run time, and where their variables lie
 * @param named whether the hosts are somebody's, and not one that stands for all
 * @param variables those of each host
 * @param warnings what was found on the way, a line each
 */
public record Deployment(
        SourceTree checkout,
        KubesprayRelease release,
        InventorySource source,
        boolean named,
        HostVariables variables,
        List<String> warnings) {
    private static final String HOST = "node";
    /** One host that does everything, when nobody gave an inventory. */
    private static final String ALONE = "[kube_control_plane]\nnode\n[etcd]\nnode\n[kube_node]\nnode\n"
            // as the groups were called up to v2.15
            + "[kube-master]\nnode\n[kube-node]\nnode\n[k8s-cluster]\nnode\n";

    /** Keeps its own copy. */
    public Deployment {
        warnings = List.copyOf(warnings);
    }

    /**
     * Opens what a request names.
     *
     * @throws ManifestException if the inventory or the extra variables are not there
     * @throws io.github.kubespraymaven.jinja.value.EvaluationException if one of them cannot be read as what it is
     * @throws IOException if files cannot be read
     */
    public static Deployment open(ManifestRequest request) throws IOException {
        KubesprayRelease release = KubesprayRelease.of(request.checkout());
        InventorySource given = inventory(request.inventory(), request.files());
        Inventory hosts = given.inventory();
        boolean empty = hosts.hosts().isEmpty();
        if (empty) {
            hosts = hosts.withHost(HOST);
        }
        InventorySource source = new InventorySource(hosts.withCluster(), given.folder());
        Dict.Builder extra = new Dict.Builder();
        for (String addon : request.addons()) {
            extra.put(Addons.variable(addon), Bool.TRUE);
        }
        if (request.extraVars().isPresent()) {
            extra.putAll(ExtraVariables.parse(request.extraVars().get(), request.files(), request.names()));
        }
        TemplateEnvironment environment = new TemplateEnvironment(
                request.environment(), text -> YamlReader.read(text, "from_yaml"), TemplateEnvironment.STEPS);
        return new Deployment(
                request.checkout(),
                release,
                source,
                request.inventory().isPresent() && !empty,
                new HostVariables(release, source, extra.build(), environment, request.names()),
                empty
                        ? List.of("the inventory " + request.inventory().orElse("")
                                + " has no hosts yet; the lists are for one"
                                + " host in all groups, with the inventory's group variables")
                        : List.of());
    }

    /** The same as it is when a file {@code group_vars/all/offline.yml} is added to the inventory. */
    public Deployment with(Variables offline) {
        return new Deployment(checkout, release, source, named, variables.with(offline), warnings);
    }

    /** The hosts, in the inventory's order. */
    public List<String> hosts() {
        return List.copyOf(source.inventory().hosts().keySet());
    }

    /** The hosts of a group, in the inventory's order. */
    public List<String> members(String group) {
        return source.inventory().members(group);
    }

    /**
     * Evaluates {@code downloads} for a host on a platform.
     *
     * @throws io.github.kubespraymaven.jinja.value.EvaluationException if it is no mapping of mappings
     */
    public List<DownloadItem> downloads(String host, Architecture architecture) throws IOException {
        Variables raw = variables.of(host, architecture, List.of());
        return DownloadItems.of(raw, variables.evaluator(raw));
    }

    /**
     * Lists what the hosts download on a platform, and nothing that is switched off.
     *
     * @throws ManifestException with all that is wrong, if something that is downloaded cannot be evaluated
     */
    public Manifest lists(ManifestRequest.ReleaseName kubespray, Architecture architecture) throws IOException {
        return new CompleteLists(checkout, variables, source.inventory(), architecture, false, named)
                .make(kubespray, Map.of());
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
}
