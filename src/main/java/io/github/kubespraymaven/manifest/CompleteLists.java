package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.download.DownloadItems;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.role.RoleChart;
import io.github.kubespraymaven.manifest.role.RoleDownloads;
import io.github.kubespraymaven.manifest.role.RoleImage;
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

/** What the hosts of an inventory download: entries of {@code downloads}, kubeadm's images, and what roles add to them. */
final class CompleteLists {
    private static final String CLUSTER = "k8s_cluster";
    private static final String CONTROL_PLANE = "kube_control_plane";
    private static final String CHART = "chart";

    private final SourceTree checkout;
    private final HostVariables variables;
    private final Inventory inventory;
    private final Architecture architecture;
    private final boolean all;
    private final boolean named;
    private final Map<Object, FileEntry> files = new LinkedHashMap<>();
    private final Map<Object, ImageEntry> images = new LinkedHashMap<>();
    private final Map<Object, ChartEntry> charts = new LinkedHashMap<>();
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
        List<String> controlPlane = inventory.members(CONTROL_PLANE);
        if (controlPlane.isEmpty()) {
            throw new ManifestException(
                    "the inventory has no host in the group kube_control_plane; kubespray needs the groups "
                            + "kube_control_plane, etcd and kube_node");
        }
        String first = controlPlane.get(0);
        List<DownloadItem> downloads = List.of();
        for (String host : inventory.hosts().keySet()) {
            Variables raw = variables.of(host, architecture, List.of());
            Evaluator evaluator = variables.evaluator(raw);
            KubeVersions.check(evaluator, architecture);
            List<String> groups = inventory.groupNames(host);
            List<DownloadItem> items = DownloadItems.of(raw, evaluator);
            for (DownloadItem download : items) {
                attempt(() -> download(host, groups, download));
            }
            downloads = host.equals(first) ? items : downloads;
            flatcar(evaluator);
        }
        Evaluator evaluator = variables.evaluator(variables.of(first, architecture, List.of()));
        attempt(() -> kubeadm(evaluator));
        roles(first, downloads);
        if (!errors.isEmpty()) {
            throw new ManifestException(String.join("\n", errors));
        }
        return new Manifest(
                kubespray.get(),
                architecture.platform(),
                inputs,
                List.copyOf(files.values()),
                List.copyOf(images.values()),
                List.copyOf(charts.values()));
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

    /** Where bin_dir is Flatcar's, hosts have no Python of their own. */
    private void flatcar(Evaluator evaluator) {
        if (text(evaluator, "bin_dir").filter("/opt/bin"::equals).isPresent()) {
            warnings.add(
                    "bin_dir is /opt/bin, as on Flatcar: there kubespray's bootstrap.sh fetches PyPy, and PyYAML by pip,"
                            + " from addresses that no variable changes; without the internet, make /opt/bin/python, with PyYAML, and"
                            + " the file /opt/bin/.bootstrapped on those hosts beforehand");
        }
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

    private void roles(String host, List<DownloadItem> downloads) throws IOException {
        Dict.Builder evaluated = new Dict.Builder();
        for (DownloadItem download : downloads) {
            Dict.Builder fields = new Dict.Builder();
            download.fields().forEach(fields::put);
            evaluated.put(download.name(), fields.build());
        }
        Dict entries = evaluated.build();
        Set<String> known = new LinkedHashSet<>();
        images.values().forEach(image -> known.add(image.reference()));
        add(RoleDownloads.of(checkout, variables, host, architecture, entries, false), known, true);
        if (all) {
            add(RoleDownloads.of(checkout, variables, host, architecture, entries, true), known, false);
        }
    }

    private void add(RoleDownloads found, Set<String> known, boolean enabled) {
        warnings.addAll(found.warnings());
        add(found.images(), known, enabled);
        found.charts().forEach(chart -> chart(chart, known, enabled));
        found.files().forEach(file -> {
            List<String> members = inventory.members(CONTROL_PLANE);
            boolean cluster = !file.once() && file.tasks().startsWith("roles/network_plugin/");
            file(new FileEntry(
                    file.name(),
                    file.url(),
                    file.checksum(),
                    file.destination(),
                    List.of(cluster ? CLUSTER : CONTROL_PLANE),
                    hosts(cluster ? inventory.members(CLUSTER) : file.once() ? members.subList(0, 1) : members),
                    enabled,
                    "task " + file.tasks()));
        });
    }

    private void chart(RoleChart chart, Set<String> known, boolean enabled) {
        List<String> groups = List.of(CONTROL_PLANE);
        List<String> first = hosts(inventory.members(CONTROL_PLANE).subList(0, 1));
        chart.image()
                .filter(known::add)
                .ifPresent(image -> image(new ImageEntry(
                        chart.name() + "_chart", image, Optional.empty(), groups, first, enabled, CHART)));
        chart.url()
                .ifPresent(url -> file(new FileEntry(
                        chart.name() + "_chart",
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        groups,
                        first,
                        enabled,
                        CHART)));
        if (!chart.isOwn()) {
            charts.putIfAbsent(
                    List.of(chart.name(), chart.place(), chart.version()),
                    new ChartEntry(
                            chart.name(),
                            chart.place(),
                            chart.version(),
                            groups,
                            first,
                            enabled,
                            "role " + chart.role()));
        }
    }

    /** What {@code downloads} switches off may be fetched all the same. */
    private void file(FileEntry entry) {
        Optional<Map.Entry<Object, FileEntry>> known = files.entrySet().stream()
                .filter(other -> other.getValue().url().equals(entry.url()))
                .findFirst();
        if (known.isEmpty()) {
            files.put(entry.url(), entry);
        } else if (entry.enabled() && !known.get().getValue().enabled()) {
            known.get().setValue(entry);
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
