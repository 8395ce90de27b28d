package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cilium's chart, which its own program fetches (v2.28 on), and the images that the chart names by digests. */
final class CiliumOverrides {
    static final String ENABLED = "kube_network_plugin == 'cilium' or cilium_deploy_additionally | default(false)";
    private static final String TASKS = "roles/network_plugin/cilium/tasks/apply.yml";
    private static final String FLAGS = "cilium_install_extra_flags";
    private static final String VALUES = "cilium_extra_values";
    private static final String REPOSITORY = "helm.cilium.io";
    private static final List<String> IMAGES = List.of(
            "image",
            "operator.image",
            "envoy.image",
            "certgen.image",
            "hubble.relay.image",
            "hubble.ui.backend.image",
            "hubble.ui.frontend.image");

    private final EffectiveVariables variables;
    private final boolean installs;
    private final boolean movable;
    private final List<String> warnings = new ArrayList<>();

    CiliumOverrides(SourceTree checkout, EffectiveVariables variables) throws IOException {
        this.variables = variables;
        String tasks = checkout.read(TASKS).orElse("");
        this.installs = tasks.contains("--version {{ cilium_version }}");
        this.movable = tasks.contains("{{ " + FLAGS + " }}");
    }

    List<String> warnings() {
        return warnings;
    }

    /** The chart's repository. */
    List<VariableOverride> chart(boolean share) {
        if (!installs) {
            return List.of();
        }
        if (!movable || share) {
            if (variables.holds(ENABLED)) {
                warnings.add("kube_network_plugin: cilium installs a chart from https://" + REPOSITORY + ": "
                        + (share
                                ? "helm takes no charts from a share, only by http"
                                : "this release has no variable that moves it")
                        + ", so it has to be reachable for the first host of kube_control_plane");
            }
            return List.of();
        }
        String given =
                variables.given(FLAGS).flatMap(RoleDefaults::source).orElse("").strip();
        if (given.contains("--repository") || given.contains("--chart-directory")) {
            warnings.add(FLAGS + " of the inventory says already where Cilium's chart is, and is kept: " + given);
            return List.of();
        }
        return List.of(new VariableOverride(
                FLAGS,
                (given.isEmpty() ? "" : given + " ") + "--repository {{ " + UrlOverrides.FILES + " }}/" + REPOSITORY
                        + "/"));
    }

    /** With digests that the mirror does not have, the chart's own are not asked for. */
    List<VariableOverride> digests(boolean changed) {
        if (!changed || !variables.has(VALUES)) {
            return List.of();
        }
        if (variables.given(VALUES).isPresent()) {
            warnings.add(VALUES
                    + " of the inventory is kept; since mirror has cut Cilium's images to some platforms, their"
                    + " digests are others than the chart's: add useDigest: false to " + String.join(", ", IMAGES));
            return List.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        IMAGES.forEach(image -> put(values, List.of(image.split("\\.")), false));
        return List.of(new VariableOverride(VALUES, values));
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, List<String> path, boolean useDigest) {
        Map<String, Object> at = into;
        for (String part : path) {
            at = (Map<String, Object>) at.computeIfAbsent(part, any -> new LinkedHashMap<String, Object>());
        }
        at.put("useDigest", useDigest);
    }
}
