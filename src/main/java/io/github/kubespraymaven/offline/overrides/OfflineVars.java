package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.OwnOverrides;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the overrides that the goal {@code offline-vars} writes, and proves them. */
public final class OfflineVars {
    private final OverridesRequest request;
    private final Deployment deployment;
    private final List<Architecture> architectures;

    private OfflineVars(OverridesRequest request) throws IOException {
        this.request = request;
        this.deployment = Deployment.open(request.deployment());
        this.architectures = request.deployment().architectures();
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
        if (request.logins().isPresent() && request.registries().isEmpty()) {
            throw new UserErrorException(
                    "writeLogins: without -Dkubespray.registryHost there is no registry to log in to.");
        }
        try {
            return new OfflineVars(request).result();
        } catch (EvaluationException e) {
            throw ManifestException.of(e);
        }
    }

    private OverridesResult result() throws IOException {
        String kubespray = request.deployment().kubespray().get();
        RoleDefaults defaults = RoleDefaults.of(request.deployment().checkout());
        List<EffectiveVariables> hosts = hosts(defaults);
        Unmoved unmoved = new Unmoved(request.deployment().checkout(), hosts);
        ListedImages listed = request.registries().isPresent()
                ? ListedImages.of(deployment, () -> kubespray, architectures.get(0))
                : new ListedImages(List.of());
        OverridesDraft draft = new OverridesDraft(request, defaults, hosts, kubespray);
        OverridesFile file = draft.draft(listed.upstreams(), unmoved.packages());
        Set<String> warnings = new LinkedHashSet<>(deployment.warnings());
        OverridesPlace.warning(deployment).ifPresent(warnings::add);
        warnings.addAll(draft.warnings());
        int fields = prove(file, listed, warnings);
        warnings.addAll(unmoved.warnings());
        List<String> notes = new ArrayList<>(List.of(OverridesPlace.advice(deployment)));
        notes.addAll(draft.notes());
        return new OverridesResult(bytes(draft.files()), file.names().size(), fields, List.copyOf(warnings), notes);
    }

    /** The first of the control plane decides what is written, the others must agree with it. */
    private List<EffectiveVariables> hosts(RoleDefaults defaults) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        deployment.members("kube_control_plane").stream().findFirst().ifPresent(names::add);
        names.addAll(deployment.hosts());
        List<EffectiveVariables> hosts = new ArrayList<>();
        for (String host : names) {
            hosts.add(new EffectiveVariables(deployment, defaults, host, architectures.get(0)));
        }
        return hosts;
    }

    private int prove(OverridesFile file, ListedImages listed, Set<String> warnings) throws IOException {
        Deployment after = deployment.with(VariableFile.whole(file.toString(), OverridesResult.OFFLINE));
        OverridesProof proof =
                new OverridesProof(deployment, after, request.files(), request.registries(), Set.copyOf(file.names()));
        for (Architecture architecture : architectures) {
            for (String host : deployment.hosts()) {
                proof.compare(host, architecture);
            }
        }
        Set<String> problems = new LinkedHashSet<>(proof.problems());
        Set<String> unnamed = new TreeSet<>(proof.unnamed());
        if (request.registries().isPresent()) {
            RegistryHosts registries = request.registries().get();
            ListedImages now = ListedImages.of(after, () -> "", architectures.get(0));
            unnamed.addAll(listed.unnamed(registries));
            problems.addAll(listed.problems(registries, now));
            warnings.addAll(listed.warnings(registries, now));
        }
        if (!unnamed.isEmpty()) {
            problems.add("registryHost names no host for " + String.join(", ", unnamed)
                    + ", which this deployment pulls images of; add "
                    + unnamed.stream().map(upstream -> upstream + "=HOST").collect(Collectors.joining(",")));
        }
        if (!problems.isEmpty()) {
            throw new UserErrorException("Nothing was written:\n  " + String.join("\n  ", problems));
        }
        return proof.fields();
    }

    private static Map<String, byte[]> bytes(Map<String, OverridesFile> files) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (String name : List.of(OverridesResult.OFFLINE, OverridesResult.EXTRA, OwnOverrides.LOGINS)) {
            if (files.containsKey(name)) {
                bytes.put(name, files.get(name).toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }
}
