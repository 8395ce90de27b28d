package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.ImageEntry;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the overrides that the goal {@code offline-vars} writes, and proves them. */
public final class OfflineVars {
    private final OverridesRequest request;
    private final Deployment deployment;
    private final String kubespray;
    private final RoleDefaults defaults;
    private final List<EffectiveVariables> hosts = new ArrayList<>();
    private final EffectiveVariables variables;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private OfflineVars(OverridesRequest request) throws IOException {
        this.request = request;
        this.deployment = Deployment.open(request.deployment());
        this.kubespray = request.deployment().kubespray().get();
        this.defaults = RoleDefaults.of(request.deployment().checkout());
        for (String host : deployment.hosts()) {
            hosts.add(new EffectiveVariables(deployment, defaults, host, first()));
        }
        List<String> controlPlane = deployment.members("kube_control_plane");
        this.variables = new EffectiveVariables(
                deployment,
                defaults,
                controlPlane.isEmpty() ? deployment.hosts().get(0) : controlPlane.get(0),
                first());
        warnings.addAll(deployment.warnings());
    }

    private Architecture first() {
        return request.deployment().architectures().get(0);
    }

    /**
     * Makes the overrides; nothing is written.
     *
     * @throws UserErrorException if the proof fails: names each variable that is not moved, or that is moved and was not to be
     * @throws IOException if files cannot be read
     */
    public static OverridesResult make(OverridesRequest request) throws IOException {
        boolean nothing = request.files().isEmpty()
                && request.registries().isEmpty()
                && request.packages().isEmpty()
                && request.downloadContainer();
        if (nothing) {
            throw new UserErrorException("Say what the site has: -Dkubespray.filesRepo=URL for files,"
                    + " -Dkubespray.registryHost=HOST for images, -Dkubespray.osRepo=URL for packages of Docker.");
        }
        try {
            return new OfflineVars(request).result();
        } catch (EvaluationException e) {
            throw ManifestException.of(e);
        }
    }

    private OverridesResult result() throws IOException {
        Set<String> runtimes = hosts.stream()
                .flatMap(host -> host.text("container_manager").stream())
                .collect(Collectors.toCollection(TreeSet::new));
        OverridesFile file = new OverridesFile(List.of(
                "kubespray " + kubespray + ". Put it into group_vars/all/ of the inventory; it is written anew, and loses changes.",
                "Lists of upstreams' names leave this file out, wherever it lies in the inventory."));
        addresses(file);
        fileSections(file);
        imageSections(file, runtimes);
        packageSections(file);
        proxySection(file);
        containerSection(file);
        files.put(OverridesResult.OFFLINE, bytes(file.toString()));
        int fields = prove(file);
        warnings.addAll(new Unmoved(request.deployment().checkout(), hosts).warnings());
        return new OverridesResult(ordered(), file.names().size(), fields, List.copyOf(warnings), notes);
    }

    private Map<String, byte[]> ordered() {
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        for (String name : List.of(OverridesResult.OFFLINE, OverridesResult.EXTRA, OwnOverrides.LOGINS)) {
            if (files.containsKey(name)) {
                ordered.put(name, files.get(name));
            }
        }
        return ordered;
    }

    private void addresses(OverridesFile file) {
        List<VariableOverride> servers = new ArrayList<>();
        request.files().ifPresent(server -> servers.add(new VariableOverride(UrlOverrides.FILES, server.url())));
        request.registries()
                .filter(RegistryHosts.One.class::isInstance)
                .map(RegistryHosts.One.class::cast)
                .ifPresent(one -> servers.add(
                        new VariableOverride(ImageOverrides.REGISTRY, one.registry().toString())));
        request.packages().ifPresent(server -> servers.add(new VariableOverride(UrlOverrides.PACKAGES, server.url())));
        file.section(List.of(), servers);
    }

    private void fileSections(OverridesFile file) throws IOException {
        if (request.files().isEmpty()) {
            return;
        }
        boolean share = request.files().get().isShare();
        UrlOverrides urls = new UrlOverrides(variables);
        file.section(List.of("Files, at the paths of their URLs"), urls.files());
        CiliumOverrides cilium = new CiliumOverrides(request.deployment().checkout(), variables);
        List<VariableOverride> charts = new ArrayList<>();
        if (!share) {
            charts.addAll(urls.charts());
        } else if (variables.holds("kubelet_rotate_server_certificates | default(false)") && !urls.charts().isEmpty()) {
            warnings.add("kubelet_rotate_server_certificates installs a chart from "
                    + variables.text("kubelet_csr_approver_repository_url").orElse("the internet")
                    + ": helm takes no charts from a share, only by http");
        }
        charts.addAll(cilium.chart(share));
        if (!charts.isEmpty()) {
            file.section(List.of("Charts, beside an index.yaml at the path of its URL"), charts);
        }
        warnings.addAll(cilium.warnings());
    }

    private void imageSections(OverridesFile file, Set<String> runtimes) throws IOException {
        if (request.registries().isEmpty()) {
            if (request.logins().isPresent()) {
                throw new UserErrorException("writeLogins: without -Dkubespray.registryHost there is no registry to log in to.");
            }
            return;
        }
        RegistryHosts registries = request.registries().get();
        ImageOverrides images = new ImageOverrides(variables, defaults, registries);
        file.section(List.of("Images"), images.all());
        CiliumOverrides cilium = new CiliumOverrides(request.deployment().checkout(), variables);
        boolean cut = request.cutImages().stream().anyMatch(image -> image.contains("/cilium/"));
        List<VariableOverride> digests = cilium.digests(cut);
        if (!digests.isEmpty()) {
            file.section(
                    List.of("The mirror has these images for some platforms only, so with other digests than the chart names"),
                    digests);
        }
        warnings.addAll(cilium.warnings());
        runtimes(file, runtimes, registries, images.upstreams());
    }

    private void runtimes(OverridesFile file, Set<String> runtimes, RegistryHosts registries, Set<String> upstreams)
            throws IOException {
        List<RegistryLogin> logins = logins(registries);
        Set<String> mirrored = new LinkedHashSet<>(upstreams);
        if (registries instanceof RegistryHosts.Each each) {
            mirrored.addAll(each.fronts().keySet());
        }
        RuntimeAccess access = new RuntimeAccess(
                registries,
                mirrored,
                request.insecure(),
                request.authority(),
                logins.stream().map(RegistryLogin::host).collect(Collectors.toSet()));
        List<VariableOverride> found = new ArrayList<>();
        ContainerdMirrors containerd =
                new ContainerdMirrors(request.deployment().checkout(), variables, access);
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
        file.section(remarks, withoutGiven(found));
        loginFile(logins, runtimes, containerd.takesHeaders());
    }

    /** How somebody's nodes reach registries is theirs to say. */
    private List<VariableOverride> withoutGiven(List<VariableOverride> found) {
        List<VariableOverride> kept = new ArrayList<>();
        for (VariableOverride override : found) {
            if (variables.given(override.name()).isPresent()) {
                warnings.add(override.name() + " of the inventory is kept, and not in offline.yml; see that it names the"
                        + " site's registry");
            } else {
                kept.add(override);
            }
        }
        return kept;
    }

    private List<RegistryLogin> logins(RegistryHosts registries) throws IOException {
        if (request.logins().isEmpty()) {
            return List.of();
        }
        Map<String, RegistryLogin> found = new LinkedHashMap<>();
        for (RegistryAddress address : registries.all()) {
            Optional<RegistryLogin> login =
                    request.logins().get().find(address.host(), address.path());
            if (login.isEmpty()) {
                warnings.add("writeLogins: Maven's settings have no server '" + address.host() + "'");
            } else if (login.get().password().chars().anyMatch(c -> c < ' ')
                    || login.get().user().chars().anyMatch(c -> c < ' ')) {
                throw new UserErrorException("writeLogins: the login to " + address.host()
                        + " has a line break or another control character in it, which no runtime's configuration takes.");
            } else {
                found.putIfAbsent(address.host(), login.get());
            }
        }
        return List.copyOf(found.values());
    }

    private void loginFile(List<RegistryLogin> logins, Set<String> runtimes, boolean headers) throws IOException {
        if (logins.isEmpty()) {
            return;
        }
        LoginOverrides overrides = new LoginOverrides(logins);
        OverridesFile file = new OverridesFile(List.of(
                "kubespray " + kubespray + ". Logins to registries: encrypt this file with ansible-vault before it goes"
                        + " anywhere, and put it beside offline.yml."));
        file.section(
                List.of(), overrides.all(request.deployment().checkout(), variables, runtimes, headers));
        warnings.addAll(overrides.warnings());
        if (!file.isEmpty()) {
            files.put(OwnOverrides.LOGINS, bytes(file.toString()));
            notes.add(OwnOverrides.LOGINS + " holds passwords: encrypt it (ansible-vault encrypt " + OwnOverrides.LOGINS
                    + "), then put it beside offline.yml under this name.");
        }
    }

    private void packageSections(OverridesFile file) {
        List<String> remarks = new Unmoved(request.deployment().checkout(), hosts).packages();
        if (request.packages().isEmpty()) {
            file.section(remarks, List.of());
            return;
        }
        List<VariableOverride> packages = new UrlOverrides(variables).packages();
        file.section(List.of("Packages of Docker and the like, at the paths of their URLs"), packages);
        file.section(remarks, List.of());
        DistributionOverrides chosen = new DistributionOverrides(defaults);
        List<VariableOverride> extra = chosen.of(packages);
        warnings.addAll(chosen.warnings());
        if (!extra.isEmpty()) {
            OverridesFile extraFile = new OverridesFile(List.of(
                    "kubespray " + kubespray + ". Roles set these variables themselves on some distributions, where only extra",
                    "variables win: pass this file with -e @offline-extra.yml, beside offline.yml in the inventory."));
            extraFile.section(List.of(), extra);
            files.put(OverridesResult.EXTRA, bytes(extraFile.toString()));
            notes.add("Pass " + OverridesResult.EXTRA + " with -e @" + OverridesResult.EXTRA
                    + ": roles set " + String.join(" and ", extraFile.names())
                    + " themselves on some distributions, and only extra variables win over that.");
        }
    }

    /** Nodes behind a proxy would ask it for what is in the next room. */
    private void proxySection(OverridesFile file) {
        Set<String> exceptions = new LinkedHashSet<>();
        request.files().flatMap(FileServer::host).ifPresent(host -> addException(exceptions, host));
        request.packages().flatMap(FileServer::host).ifPresent(host -> addException(exceptions, host));
        request.registries().ifPresent(registries -> registries
                .all()
                .forEach(address -> addException(exceptions, address.bareHost())));
        if (exceptions.isEmpty()) {
            return;
        }
        String name = "additional_no_proxy";
        variables.given(name).flatMap(RoleDefaults::source).ifPresent(given -> {
            List<String> both = new ArrayList<>(List.of(given.strip().replaceFirst(",$", "").split("\\s*,\\s*")));
            both.removeIf(String::isBlank);
            both.addAll(exceptions);
            exceptions.clear();
            exceptions.addAll(both);
        });
        file.section(
                List.of("Not by a proxy, where the nodes have one"),
                List.of(new VariableOverride(name, String.join(",", exceptions))));
    }

    /** Programs disagree on whether an IPv6 address has its brackets here. */
    private static void addException(Set<String> exceptions, String host) {
        exceptions.add(host);
        if (host.startsWith("[")) {
            exceptions.add(host.substring(1, host.length() - 1));
        }
    }

    private void containerSection(OverridesFile file) {
        if (!request.downloadContainer()) {
            file.section(
                    List.of(
                            "Images are pulled by kubelet when pods start, and not before: nodes no longer pull what they do",
                            "not run, the first pods wait for their images, and a missing image shows only then. Files are",
                            "fetched as before."),
                    List.of(new VariableOverride("download_container", false)));
        }
    }

    private int prove(OverridesFile file) throws IOException {
        Deployment after = deployment.with(VariableFile.whole(file.toString(), OverridesResult.OFFLINE));
        OverridesProof proof = new OverridesProof(
                deployment, after, request.files(), request.registries(), Set.copyOf(file.names()));
        Set<String> problems = new LinkedHashSet<>();
        for (Architecture architecture : request.deployment().architectures()) {
            for (String host : deployment.hosts()) {
                proof.compare(host, architecture);
            }
            images(after, architecture, proof.unnamed());
        }
        problems.addAll(proof.problems());
        if (!proof.unnamed().isEmpty()) {
            problems.add("registryHost names no host for " + String.join(", ", proof.unnamed())
                    + ", which this deployment pulls images of; add "
                    + proof.unnamed().stream().map(upstream -> upstream + "=HOST").collect(Collectors.joining(",")));
        }
        if (!problems.isEmpty()) {
            throw new UserErrorException("Nothing was written:\n  " + String.join("\n  ", problems));
        }
        return proof.fields();
    }

    /** Images beyond {@code downloads}: kubeadm's, and those that templates name. */
    private void images(Deployment after, Architecture architecture, Set<String> unnamed) throws IOException {
        if (request.registries().isEmpty()) {
            return;
        }
        RegistryHosts registries = request.registries().get();
        Manifest old = deployment.lists(() -> kubespray, architecture);
        Set<String> now = after.lists(() -> kubespray, architecture).images().stream()
                .map(ImageEntry::reference)
                .collect(Collectors.toSet());
        for (ImageEntry image : old.images()) {
            if (image.from().equals("downloads")) {
                continue;
            }
            Optional<Reference> reference = reference(image.reference());
            Optional<String> copy = reference.flatMap(found -> registries.copy(found.repository()));
            if (reference.isPresent() && copy.isEmpty()) {
                unnamed.add(reference.get().repository().registry());
            } else if (copy.isEmpty() || !now.contains(copy.get() + tail(reference.get()))) {
                warnings.add(image.reference() + " is named by " + image.from()
                        + ", where no variable moves it; nodes get it from the runtime's mirror, or not at all");
            }
        }
    }

    private static String tail(Reference reference) {
        return reference.tag().map(tag -> ":" + tag).orElse("")
                + reference.digest().map(digest -> "@" + digest).orElse("");
    }

    private static Optional<Reference> reference(String text) {
        try {
            return Optional.of(Reference.parse(text));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
