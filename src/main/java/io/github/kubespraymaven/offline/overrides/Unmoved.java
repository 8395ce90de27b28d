package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no variable of a release moves, with the switch that has it fetched. */
final class Unmoved {
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+/[^\\s'\"]*");

    /** Tasks that may have addresses of their own, by the switches that have them run. */
    private static final Map<String, String> TASKS = new TreeMap<>(Map.of(
            "roles/kubernetes-apps/argocd/tasks/main.yml", "argocd_enabled",
            "roles/network_plugin/calico/tasks/repos.yml",
                    "calico_wireguard_enabled and kube_network_plugin == 'calico'",
            "roles/container-engine/cri-o/tasks/crio_repo.yml", "container_manager == 'crio'",
            "roles/container-engine/cri-o/tasks/setup-amazon.yaml", "container_manager == 'crio'",
            "roles/container-engine/docker-storage/files/install_container_storage_setup.sh",
                    "docker_container_storage_setup | default(false)"));

    /** Sources of packages that nodes are given, by the variables that say so. */
    private static final List<String> SWITCHES = List.of(
            "use_oracle_public_repo",
            "epel_enabled",
            "rhel_enable_repos",
            "centos_fastestmirror_enabled",
            "openeuler_metalink_enabled");

    private final SourceTree checkout;
    private final List<EffectiveVariables> hosts;

    /** @param hosts the variables of all hosts */
    Unmoved(SourceTree checkout, List<EffectiveVariables> hosts) {
        this.checkout = checkout;
        this.hosts = hosts;
    }

    private boolean holds(String condition) {
        return hosts.stream().anyMatch(variables -> variables.holds(condition));
    }

    /** What this inventory has fetched, a line each. */
    List<String> warnings() throws IOException {
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, String> tasks : TASKS.entrySet()) {
            String text = checkout.read(tasks.getKey()).orElse("");
            if (text.contains("://") && holds(tasks.getValue())) {
                Set<String> addresses = new LinkedHashSet<>();
                Matcher found = ADDRESS.matcher(text.replaceAll("(?m)^\\s*#.*", ""));
                while (found.find()) {
                    addresses.add(found.group());
                }
                addresses.forEach(address -> warnings.add(checkout.label(tasks.getKey()) + " has the address " + address
                        + ", which no variable moves; it is fetched because of " + tasks.getValue()));
            }
        }
        if (holds("krew_enabled | default(false)") && hosts.get(0).has("krew_default_index_uri")) {
            warnings.add(
                    "krew_enabled has nodes clone "
                            + hosts.get(0).text("krew_default_index_uri").orElse("an index")
                            + ": point krew_default_index_uri at a git server of the site; a file server cannot stand in for one");
        }
        if (holds("kube_network_plugin == 'custom_cni' and custom_cni_chart_deploy | default(false)")) {
            warnings.add(
                    "kube_network_plugin: custom_cni installs the chart of custom_cni_chart_repository_url; only you"
                            + " know where the site has it");
        }
        return warnings;
    }

    /** Remarks on packages, which come before kubespray runs; with those switches of the release that are on. */
    List<String> packages() {
        List<String> on = SWITCHES.stream()
                .filter(name -> hosts.get(0).has(name) && holds(name))
                .toList();
        List<String> remarks = new ArrayList<>(List.of(
                "Packages of the operating system: no variable of kubespray moves the distributions' own sources.",
                "Nodes need sources of the site before kubespray runs."));
        if (!on.isEmpty()) {
            remarks.add("On some distributions kubespray adds sources of the internet because of "
                    + String.join(", ", on) + ":");
            remarks.add("set to false what your nodes do not need.");
        }
        return remarks;
    }
}
