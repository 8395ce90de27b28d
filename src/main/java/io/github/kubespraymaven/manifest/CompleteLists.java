package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.download.DownloadItems;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.role.RoleImage;
import io.github.kubespraymaven.manifest.role.RoleImages;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the hosts of an inventory download: entries of {@code downloads}, kubeadm's images, images of templates, charts. */
final class CompleteLists {
    private static final String CLUSTER = "k8s_cluster";
    private static final String CILIUM =
            "kube_network_plugin == 'cilium' or cilium_deploy_additionally | default(false)";

    private final SourceTree checkout;
    private final HostVariables variables;
    private final Inventory inventory;
    private final Architecture architecture;
    private final boolean all;
    private final boolean named;
    private final Map<Object, FileEntry> files = new LinkedHashMap<>();
    private final Map<Object, ImageEntry> images = new LinkedHashMap<>();
    /** By reference, the conditions of images that {@code downloads} switches off. */
    private final Map<String, String> off = new HashMap<>();

    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> errors = new LinkedHashSet<>();

    /**
     * Prepares the lists.
     *
     * @param all whether what is switched off is listed too
     * @param named whether the hosts are somebody's, to be named in the lists
     */
    CompleteLists(
            SourceTree checkout,
            HostVariables variables,
            Inventory inventory,
            Architecture architecture,
            boolean all,
            boolean named) {
        this.checkout = checkout;
        this.variables = variables;
        this.inventory = inventory;
        this.architecture = architecture;
        this.all = all;
        this.named = named;
    }

    /**
     * Makes the lists.
     *
     * @throws ManifestException with all that is wrong, if something that is downloaded cannot be evaluated
     */
    Manifest make(ManifestRequest.ReleaseName kubespray, Map<String, String> inputs) throws IOException {
        List<String> controlPlane = inventory.members("kube_control_plane");
        if (controlPlane.isEmpty()) {
            throw new ManifestException(
                    "the inventory has no host in the group kube_control_plane; kubespray needs the groups "
                            + "kube_control_plane, etcd and kube_node");
        }
        for (String host : inventory.hosts().keySet()) {
            Variables raw = variables.of(host, architecture, List.of());
            Evaluator evaluator = variables.evaluator(raw);
            KubeVersions.check(evaluator, architecture);
            List<String> groups = inventory.groupNames(host);
            for (DownloadItem download : DownloadItems.of(raw, evaluator)) {
                attempt(() -> download(host, groups, download));
            }
        }
        String first = controlPlane.get(0);
        Evaluator evaluator = variables.evaluator(variables.of(first, architecture, List.of()));
        attempt(() -> kubeadm(evaluator));
        charts(evaluator);
        templates(first);
        if (!errors.isEmpty()) {
            throw new ManifestException(String.join("\n", errors));
        }
        return new Manifest(
                kubespray.get(),
                architecture.platform(),
                inputs,
                List.copyOf(files.values()),
                List.copyOf(images.values()));
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (EvaluationException e) {
            errors.add(e.getMessage() + (isHostFact(e) ? "; only a running host tells; give it with extraVars" : ""));
        }
    }

    private void download(String host, List<String> groups, DownloadItem download) {
        boolean member = download.groups().stream().anyMatch(groups::contains);
        boolean enabled = download.enabled();
        if (!enabled || !member) {
            download.failures().values().stream()
                    .filter(failure -> !isHostFact(failure))
                    .forEach(
                            failure -> warnings.add(
                                    failure.getMessage()
                                            + "; "
                                            + (enabled ? "the entry is for other groups" : "the entry is disabled")
                                            + ", but Ansible evaluates all entries, so the deployment's download task will fail on this"));
        }
        if (!enabled && download.isContainer() && download.failures().isEmpty()) {
            off.put(download.reference(), download.condition());
        }
        if (!member || !(enabled || all)) {
            return;
        }
        try {
            if (download.isFile()) {
                file(host, enabled, download);
            }
            if (download.isContainer()) {
                image(host, enabled, download);
            }
        } catch (EvaluationException e) {
            if (enabled) {
                throw e;
            }
            warnings.add(e.getMessage() + "; it is switched off, and left out");
        }
    }

    /** Where the file goes; not known where that depends on a running host, which the lists do not need. */
    private Optional<String> destination(DownloadItem download) {
        try {
            return download.destination();
        } catch (EvaluationException e) {
            if (!isHostFact(e)) {
                throw e;
            }
            warnings.add("where files go on the host is not in manifest.json: " + e.what()
                    + ", which only a running host tells");
            return Optional.empty();
        }
    }

    private void file(String host, boolean enabled, DownloadItem download) {
        FileEntry entry = new FileEntry(
                download.name(),
                download.url(),
                download.checksum(),
                destination(download),
                download.groups(),
                hosts(List.of(host)),
                enabled,
                "downloads");
        files.merge(
                List.of(entry.name(), entry.url(), entry.checksum(), entry.destination()),
                entry,
                (a, b) -> new FileEntry(
                        a.name(),
                        a.url(),
                        a.checksum(),
                        a.destination(),
                        a.groups(),
                        union(a.hosts(), b.hosts()),
                        a.enabled() || b.enabled(),
                        a.from()));
    }

    private void image(String host, boolean enabled, DownloadItem download) {
        if (download.digestIgnored()) {
            warnings.add(
                    "downloads." + download.name() + ": the digest "
                            + download.digest().orElse("")
                            + " is kept in the lists, but this kubespray pulls by tag: its role reads a field sha256 that the entry does not have");
        }
        image(new ImageEntry(
                download.name(),
                download.reference(),
                download.digest(),
                download.groups(),
                hosts(List.of(host)),
                enabled,
                "downloads"));
    }

    private void image(ImageEntry entry) {
        images.merge(
                List.of(entry.name(), entry.reference(), entry.digest()),
                entry,
                (a, b) -> new ImageEntry(
                        a.name(),
                        a.reference(),
                        a.digest(),
                        a.groups(),
                        union(a.hosts(), b.hosts()),
                        a.enabled() || b.enabled(),
                        a.from()));
    }

    private List<String> hosts(List<String> names) {
        return named ? names : List.of();
    }

    private static List<String> union(List<String> a, List<String> b) {
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return List.copyOf(both);
    }

    /** What {@code kubeadm config images list} names beyond {@code downloads}, which the role adds at run time. */
    private void kubeadm(Evaluator evaluator) {
        String repository = text(evaluator, "kubeadm_image_repo")
                .orElseGet(() -> evaluator.variable("kube_image_repo").text());
        String version = evaluator.variable("kube_version").text();
        String tag = version.startsWith("v") ? version : "v" + version;
        for (String name : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
            image(cluster("kubeadm_" + name, repository + "/" + name + ":" + tag, true, "kubeadm"));
        }
    }

    /**
     * Whether what is undefined is one of the facts that Ansible finds out when it runs on a host, and nobody knows before:
     * {@code ansible_env}, {@code ansible_facts['env']}.
     */
    private static boolean isHostFact(EvaluationException failure) {
        return failure instanceof EvaluationException.UndefinedException
                && (failure.what().startsWith("'ansible_")
                        || failure.template()
                                .map(template -> template.source().contains("ansible_facts"))
                                .orElse(false));
    }

    private static Optional<String> text(Evaluator evaluator, String name) {
        try {
            return Optional.of(evaluator.variable(name)).map(Value::text);
        } catch (EvaluationException.UndefinedException e) {
            return Optional.empty();
        }
    }

    private ImageEntry cluster(String name, String reference, boolean enabled, String from) {
        return new ImageEntry(
                name, reference, Optional.empty(), List.of(CLUSTER), hosts(inventory.members(CLUSTER)), enabled, from);
    }

    /** From v2.28 on Cilium is set up by its own program, which fetches the chart of the version that it is told. */
    private void charts(Evaluator evaluator) throws IOException {
        String tasks =
                checkout.read("roles/network_plugin/cilium/tasks/apply.yml").orElse("");
        if (!tasks.contains("--version {{ cilium_version }}")) {
            return;
        }
        attempt(() -> {
            boolean enabled = evaluator.holds(CILIUM, SourcePosition.of("roles/network_plugin/tasks/main.yml"));
            if (enabled || all) {
                String version = evaluator.variable("cilium_version").text();
                String url = "https://helm.cilium.io/cilium-" + version.replaceFirst("^v", "") + ".tgz";
                files.put(
                        url,
                        new FileEntry(
                                "cilium_chart",
                                url,
                                Optional.empty(),
                                Optional.empty(),
                                List.of("kube_control_plane"),
                                hosts(List.of(
                                        inventory.members("kube_control_plane").get(0))),
                                enabled,
                                "chart"));
            }
        });
    }

    private void templates(String host) throws IOException {
        Set<String> known = new LinkedHashSet<>();
        images.values().forEach(image -> known.add(image.reference()));
        RoleImages.Found found = RoleImages.of(checkout, variables, host, architecture, false);
        warnings.addAll(found.warnings());
        add(found.images(), known, true);
        if (all) {
            RoleImages.Found every = RoleImages.of(checkout, variables, host, architecture, true);
            warnings.addAll(every.warnings());
            add(every.images(), known, false);
        }
    }

    private void add(List<RoleImage> found, Set<String> known, boolean enabled) {
        for (RoleImage image : found) {
            String switchedOff = off.get(image.reference());
            // The role sets it up only when the same switch says so; another role's switch does not count.
            boolean unused = enabled && switchedOff != null && image.heeds(switchedOff);
            if (!unused && known.add(image.reference())) {
                image(cluster(image.name(), image.reference(), enabled, "template " + image.template()));
            }
        }
    }
}
