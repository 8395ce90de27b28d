package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of overrides on their way: what a site has, in a release's variables. Not for several threads. */
final class OverridesDraft {
    private static final String NO_PROXY = "additional_no_proxy";

    private final OverridesRequest request;
    private final SourceTree checkout;
    private final RoleDefaults defaults;
    private final EffectiveVariables variables;
    private final Set<String> runtimes;
    private final String kubespray;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, OverridesFile> files = new LinkedHashMap<>();

    /**
     * Prepares the files.
     *
     * @param hosts the variables of all hosts, first those of the one that decides
     * @param kubespray the release, for readers
     */
    OverridesDraft(OverridesRequest request, RoleDefaults defaults, List<EffectiveVariables> hosts, String kubespray) {
        this.request = request;
        this.checkout = request.deployment().checkout();
        this.defaults = defaults;
        this.variables = hosts.get(0);
        this.kubespray = kubespray;
        this.runtimes = hosts.stream()
                .flatMap(host -> host.text("container_manager").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> warnings() {
        return warnings;
    }

    /** What is to be done with files other than {@code offline.yml}. */
    List<String> notes() {
        return notes;
    }

    /** The files by their names. */
    Map<String, OverridesFile> files() {
        return files;
    }

    /**
     * Writes all sections.
     *
     * @param upstreams registries of the images that this deployment pulls
     * @param packages remarks on the operating systems' packages
     */
    OverridesFile draft(Set<String> upstreams, List<String> packages) throws IOException {
        OverridesFile file = new OverridesFile(List.of(
                "kubespray " + kubespray
                        + ". Put it into group_vars/all/ of the inventory; it is written anew, and loses changes.",
                "Lists of upstreams' names leave this file out, wherever it lies in the inventory."));
        files.put(OverridesResult.OFFLINE, file);
        addresses(file);
        if (request.files().isPresent()) {
            files(file, request.files().get());
        }
        if (request.registries().isPresent()) {
            images(file, request.registries().get(), upstreams);
        }
        packages(file, packages);
        proxy(file);
        if (!request.downloadContainer()) {
            file.section(
                    List.of(
                            "Images are pulled by kubelet when pods start, and not before: nodes no longer pull what they do",
                            "not run, the first pods wait for their images, and a missing image shows only then. Files are",
                            "fetched as before."),
                    List.of(new VariableOverride("download_container", false)));
        }
        return file;
    }

    private void addresses(OverridesFile file) {
        List<VariableOverride> servers = new ArrayList<>();
        request.files().ifPresent(server -> servers.add(new VariableOverride(UrlOverrides.FILES, server.url())));
        request.registries()
                .filter(RegistryHosts.One.class::isInstance)
                .ifPresent(one -> servers.add(new VariableOverride(
                        ImageOverrides.REGISTRY, one.all().get(0).toString())));
        request.packages().ifPresent(server -> servers.add(new VariableOverride(UrlOverrides.PACKAGES, server.url())));
        file.section(List.of(), servers);
    }

    private void files(OverridesFile file, FileServer server) throws IOException {
        UrlOverrides urls = new UrlOverrides(variables);
        file.section(List.of("Files, at the paths of their URLs"), noted(urls.files()));
        CiliumOverrides cilium = new CiliumOverrides(checkout, variables);
        List<VariableOverride> charts = new ArrayList<>();
        if (!server.isShare()) {
            charts.addAll(urls.charts());
        } else if (variables.holds("kubelet_csr_approver_enabled | default(false)")) {
            warnings.add("kubelet_csr_approver_enabled installs a chart from "
                    + variables.text("kubelet_csr_approver_repository_url").orElse("the internet")
                    + ": helm takes no charts from a share, only by http");
        }
        charts.addAll(cilium.chart(server.isShare()));
        if (!charts.isEmpty()) {
            file.section(List.of("Charts, beside an index.yaml at the path of its URL"), noted(charts));
        }
        if (!server.isShare() && !urls.drivers().isEmpty()) {
            file.section(
                    List.of("Drivers, which nodes with nvidia_accelerator_enabled fetch; no list has them"),
                    noted(urls.drivers()));
        }
        warnings.addAll(cilium.warnings());
    }

    private void images(OverridesFile file, RegistryHosts registries, Set<String> pulled) throws IOException {
        ImageOverrides images = new ImageOverrides(variables, defaults, registries);
        file.section(List.of("Images"), noted(images.all()));
        CiliumOverrides cilium = new CiliumOverrides(checkout, variables);
        List<VariableOverride> digests =
                cilium.digests(request.cutImages().stream().anyMatch(image -> image.contains("/cilium/")));
        if (!digests.isEmpty()) {
            file.section(
                    List.of(
                            "The mirror has these images for some platforms only, with other digests than the chart names"),
                    digests);
        }
        warnings.addAll(cilium.warnings());
        Set<String> upstreams = images.upstreams();
        upstreams.addAll(pulled);
        if (registries instanceof RegistryHosts.Each each) {
            upstreams.addAll(each.fronts().keySet());
        }
        runtimes(file, registries, upstreams);
    }

    private void runtimes(OverridesFile file, RegistryHosts registries, Set<String> upstreams) throws IOException {
        RegistryLoginList logins = RegistryLoginList.find(request.logins(), registries);
        warnings.addAll(logins.warnings());
        RuntimeAccess access =
                new RuntimeAccess(registries, upstreams, request.insecure(), request.authority(), logins.hosts());
        List<VariableOverride> found = new ArrayList<>();
        ContainerdMirrors containerd = new ContainerdMirrors(checkout, variables, access);
        if (runtimes.contains("containerd")) {
            found.addAll(containerd.all());
            warnings.addAll(containerd.warnings());
        }
        if (runtimes.contains("crio")) {
            found.addAll(new CrioMirrors(variables, access).all());
        }
        if (runtimes.contains("docker")) {
            DockerMirrors docker = new DockerMirrors(access);
            found.addAll(docker.all());
            warnings.addAll(docker.warnings());
        }
        List<String> remarks = new ArrayList<>(List.of("What pods name by upstreams' names"));
        if (request.authority()) {
            remarks.add("The goal registry-ca puts the authority's certificate where it is looked for; run it first.");
        }
        List<VariableOverride> kept = withoutGiven(found);
        if (!kept.isEmpty()) {
            file.section(remarks, kept);
        }
        logins(logins, containerd.takesHeaders());
    }

    /** Somebody's own value is moved like the release's. */
    private List<VariableOverride> noted(List<VariableOverride> overrides) {
        for (VariableOverride override : overrides) {
            variables
                    .given(override.name())
                    .ifPresent(any -> warnings.add(override.name()
                            + " is the inventory's own, not the release's: offline.yml has "
                            + override.value() + ", and the site must have it there"));
        }
        return overrides;
    }

    /** How somebody's nodes reach registries is theirs to say. */
    private List<VariableOverride> withoutGiven(List<VariableOverride> found) {
        List<VariableOverride> kept = new ArrayList<>();
        for (VariableOverride override : found) {
            if (variables.given(override.name()).isPresent()) {
                warnings.add(
                        override.name() + " of the inventory is kept, and not in offline.yml; see that it names the"
                                + " site's registry");
            } else {
                kept.add(override);
            }
        }
        return kept;
    }

    private void logins(RegistryLoginList logins, boolean headers) throws IOException {
        if (logins.all().isEmpty()) {
            return;
        }
        LoginOverrides overrides = new LoginOverrides(logins.all());
        OverridesFile file = new OverridesFile(List.of(
                "kubespray " + kubespray
                        + ". Logins to registries: encrypt this file with ansible-vault before it goes",
                "anywhere, and put it beside offline.yml under its own name."));
        file.section(List.of(), overrides.all(checkout, variables, runtimes, headers));
        warnings.addAll(overrides.warnings());
        if (!file.isEmpty()) {
            files.put(OwnOverrides.LOGINS, file);
            notes.add(OwnOverrides.LOGINS + " holds passwords: encrypt it (ansible-vault encrypt " + OwnOverrides.LOGINS
                    + "), then put it beside offline.yml under this name.");
        }
    }

    private void packages(OverridesFile file, List<String> remarks) {
        if (request.packages().isPresent()) {
            List<VariableOverride> packages = noted(new UrlOverrides(variables).packages());
            file.section(List.of("Packages of Docker and the like, at the paths of their URLs"), packages);
            DistributionOverrides chosen = new DistributionOverrides(defaults);
            List<VariableOverride> extra = chosen.of(packages);
            warnings.addAll(chosen.warnings());
            if (!extra.isEmpty()) {
                extra(extra);
            }
        }
        file.section(remarks, List.of());
    }

    private void extra(List<VariableOverride> overrides) {
        OverridesFile file = new OverridesFile(List.of(
                "kubespray " + kubespray
                        + ". Roles set these variables themselves on some distributions, where only extra",
                "variables win: pass this file with -e @" + OverridesResult.EXTRA
                        + ", beside offline.yml in the inventory."));
        file.section(List.of(), overrides);
        files.put(OverridesResult.EXTRA, file);
        notes.add("Pass " + OverridesResult.EXTRA + " with -e @" + OverridesResult.EXTRA + ": roles set "
                + String.join(" and ", file.names())
                + " themselves on some distributions, and only extra variables win over that.");
    }

    /** Nodes behind a proxy would ask it for what is in the next room. */
    private void proxy(OverridesFile file) {
        Set<String> hosts = new LinkedHashSet<>();
        request.files().flatMap(FileServer::host).ifPresent(hosts::add);
        request.packages().flatMap(FileServer::host).ifPresent(hosts::add);
        request.registries()
                .ifPresent(registries -> registries.all().forEach(address -> hosts.add(address.bareHost())));
        if (hosts.isEmpty()) {
            return;
        }
        Set<String> exceptions = new LinkedHashSet<>();
        Optional<String> given = variables.given(NO_PROXY).flatMap(RoleDefaults::source);
        for (String part : given.orElse("").split(",", -1)) {
            if (!part.isBlank()) {
                exceptions.add(part.strip());
            }
        }
        for (String host : hosts) {
            exceptions.add(host);
            if (host.startsWith("[")) {
                // Programs disagree on whether an IPv6 address has its brackets here.
                exceptions.add(host.substring(1, host.length() - 1));
            }
        }
        file.section(
                List.of("Not by a proxy, where the nodes have one"),
                List.of(new VariableOverride(NO_PROXY, String.join(",", exceptions))));
    }
}
