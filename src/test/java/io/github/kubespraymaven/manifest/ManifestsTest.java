package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final SourceTree TREE = Checkouts.with();

    private static String file(ManifestResult result, String name) {
        return new String(result.files().getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static ManifestResult make(SourceTree tree, String extraVars, Mode mode, String... addons)
            throws IOException {
        return Manifests.make(
                Checkouts.request(tree, extraVars.isEmpty() ? Optional.empty() : Optional.of(extraVars), mode, addons));
    }

    @Test
    void theListsHoldWhatIsEnabledAndNothingElse() throws IOException {
        ManifestResult result = make(TREE, "", Mode.COMPLETE);
        assertEquals("https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet\n", file(result, "files.list"));
        assertEquals(
                """
                quay.io/calico/node:v3
                registry.k8s.io/kube-apiserver:v1.35.4
                registry.k8s.io/kube-controller-manager:v1.35.4
                registry.k8s.io/kube-scheduler:v1.35.4
                registry.k8s.io/kube-proxy:v1.35.4
                """,
                file(result, "images.list"));
    }

    @Test
    void eachEntrySaysWhichHostsWantIt() throws IOException {
        Manifest manifest = make(TREE, "helm_enabled=true registry_enabled=true", Mode.COMPLETE)
                .manifests()
                .get(0);
        assertEquals(
                List.of("kubelet [cp, worker1, worker2]", "helm [cp]"),
                manifest.files().stream()
                        .map(file -> file.name() + " " + file.hosts())
                        .toList());
        assertEquals(
                List.of("registry docker.io/library/registry:2.8 [worker1, worker2]"),
                manifest.images().stream()
                        .filter(image -> image.name().equals("registry"))
                        .map(image -> image.name() + " " + image.reference() + " " + image.hosts())
                        .toList());
    }

    @Test
    void imagesThatOnlyTemplatesNameAreFoundWhenTheirRoleRuns() throws IOException {
        Manifest manifest =
                make(TREE, "azure_csi_enabled=true", Mode.COMPLETE).manifests().get(0);
        assertEquals(
                List.of(
                        "azure_attacher mcr.example.org/csi/attacher:v1 template roles/kubernetes-apps/azure/templates/csi.yml.j2",
                        "azure_driver mcr.example.org/csi/driver:v1 template roles/kubernetes-apps/azure/templates/csi.yml.j2"),
                manifest.images().stream()
                        .filter(image -> image.from().startsWith("template"))
                        .map(image -> image.name() + " " + image.reference() + " " + image.from())
                        .toList());
    }

    @Test
    void allListsWhatIsSwitchedOffToo() throws IOException {
        Manifest manifest = make(TREE, "", Mode.ALL).manifests().get(0);
        assertEquals(
                List.of("kubelet true", "helm false"),
                manifest.files().stream()
                        .map(file -> file.name() + " " + file.enabled())
                        .toList());
        assertEquals(
                List.of("calico_typha", "registry", "azure_attacher", "azure_driver"),
                manifest.images().stream()
                        .filter(image -> !image.enabled())
                        .map(ImageEntry::name)
                        .toList());
    }

    @Test
    void theStockListsAreThoseOfTheScript() throws IOException {
        ManifestResult result = make(TREE, "", Mode.STOCK);
        assertEquals(
                """
                https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet
                https://get.helm.sh/helm-linux-amd64.tar.gz
                """,
                file(result, "files.list"));
        assertEquals(
                """
                quay.io/calico/node:v3
                quay.io/calico/typha:v3
                docker.io/library/registry:2.8
                registry.k8s.io/kube-apiserver:v1.35.4
                registry.k8s.io/kube-controller-manager:v1.35.4
                registry.k8s.io/kube-scheduler:v1.35.4
                registry.k8s.io/kube-proxy:v1.35.4
                """,
                file(result, "images.list"));
    }

    @Test
    void severalPlatformsHaveAManifestEachAndListsWithoutRepetition() throws IOException {
        ManifestRequest one = Checkouts.request(TREE, Optional.empty(), Mode.COMPLETE);
        ManifestResult result = Manifests.make(new ManifestRequest(
                TREE,
                () -> "v2.31.0",
                Optional.empty(),
                Optional.empty(),
                TREE,
                List.of(Architecture.AMD64, Architecture.ARM64),
                Mode.COMPLETE,
                List.of(),
                one.environment()));
        assertEquals(
                List.of("files.list", "images.list", "manifest-linux-amd64.json", "manifest-linux-arm64.json"),
                List.copyOf(result.files().keySet()));
        assertEquals(
                """
                https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet
                https://dl.k8s.io/release/v1.35.4/bin/linux/arm64/kubelet
                """,
                file(result, "files.list"));
    }

    @Test
    void addonsAreSwitchedOnAndWrittenAsGroupVariables() throws IOException {
        ManifestResult result = make(TREE, "", Mode.COMPLETE, "helm", "azure_csi");
        assertEquals(
                """
                ---
                # Put this into group_vars/k8s_cluster of the inventory.
                helm_enabled: true
                azure_csi_enabled: true
                """,
                file(result, "addons.yml"));
        assertEquals(2, file(result, "files.list").lines().count());
        assertEquals(
                "no addon named hlem in this kubespray; there are azure_csi, helm, registry, typha",
                assertThrows(ManifestException.class, () -> make(TREE, "", Mode.COMPLETE, "hlem"))
                        .getMessage());
    }

    @Test
    void addonsAreListedWithWhatTheyAdd() throws IOException {
        assertEquals(
                List.of(
                        "azure_csi [mcr.example.org/csi/attacher:v1, mcr.example.org/csi/driver:v1] []",
                        "helm [https://get.helm.sh/helm-linux-amd64.tar.gz] []",
                        "registry [docker.io/library/registry:2.8] []",
                        "typha [quay.io/calico/typha:v3] []"),
                Addons.list(Checkouts.request(TREE, Optional.empty(), Mode.COMPLETE)).stream()
                        .map(addon -> addon.name() + " " + addon.adds() + " " + addon.remarks())
                        .toList());
    }

    @Test
    void aManifestReadsBackAndComparesWithAnother() throws IOException {
        ManifestResult old = make(TREE, "kube_version=1.34.1 typha_enabled=true", Mode.COMPLETE);
        Manifest before = Manifest.read(file(old, "manifest.json").getBytes(StandardCharsets.UTF_8), "manifest.json");
        assertEquals(old.manifests().get(0).images(), before.images());
        Manifest after =
                make(TREE, "helm_enabled=true", Mode.COMPLETE).manifests().get(0);
        assertEquals(
                List.of(
                        "~ file kubelet https://dl.k8s.io/release/v1.34.1/bin/linux/amd64/kubelet -> "
                                + "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet",
                        "+ file helm https://get.helm.sh/helm-linux-amd64.tar.gz",
                        "- image calico_typha quay.io/calico/typha:v3"),
                ListDifference.between(before, after).lines().stream()
                        .filter(line -> !line.contains("kubeadm_"))
                        .toList());
    }

    @Test
    void aThingWhoseHashAloneChangedIsToldWithBothHashes() throws IOException {
        Manifest before = make(TREE, "calico_node_digest_checksum=" + "c".repeat(64), Mode.COMPLETE)
                .manifests()
                .get(0);
        Manifest after = make(TREE, "", Mode.COMPLETE).manifests().get(0);
        assertEquals(
                List.of("~ image calico_node quay.io/calico/node:v3 (sha256:" + "c".repeat(64)
                        + ") -> quay.io/calico/node:v3 (no checksum)"),
                ListDifference.between(before, after).lines());
        assertEquals(List.of(), ListDifference.between(after, after).lines());
    }

    @Test
    void anInventoryWithoutHostsIsOneHostInAllGroupsWithItsGroupVariables() throws IOException {
        SourceTree tree = Checkouts.with(
                "inventory/hosts.ini", "[kube_control_plane]\n# node1 ansible_host=...\n[kube_node]\n[etcd]\n",
                "inventory/group_vars/k8s_cluster.yml", "quay_image_repo: mirror.example.org");
        ManifestResult result = make(tree, "", Mode.COMPLETE);
        assertEquals(
                "mirror.example.org/calico/node:v3",
                file(result, "images.list").lines().findFirst().orElse(""));
        assertEquals(List.of(), result.manifests().get(0).files().get(0).hosts());
        assertEquals(
                List.of(
                        "the inventory inventory/hosts.ini has no hosts yet; the lists are for one host in all groups, with the"
                                + " inventory's group variables"),
                result.warnings());
    }

    @Test
    void aPlaceThatOnlyARunningHostKnowsIsNoReasonToRefuse() throws IOException {
        SourceTree tree = Checkouts.with(
                "inventory/group_vars/all.yml",
                "cluster_name: \"{{ ansible_env.HOME }}\"",
                "roles/kubespray_defaults/defaults/main/download.yml",
                Checkouts.FILES
                        .getOrDefault("roles/kubespray_defaults/defaults/main/download.yml", "")
                        .replace("/tmp/", "{{ cluster_name }}/"));
        ManifestResult result = make(tree, "", Mode.COMPLETE);
        assertEquals(Optional.empty(), result.manifests().get(0).files().get(0).destination());
        assertEquals(
                List.of(
                        "where files go on the host is not in manifest.json: 'ansible_env' is undefined, which only a running"
                                + " host tells"),
                result.warnings());
    }

    @Test
    void aRoleThatAnotherConditionKeepsOffAlthoughItsSwitchIsOnIsNamed() throws IOException {
        SourceTree tree = Checkouts.with(
                "roles/kubernetes-apps/meta/main.yml",
                """
                dependencies:
                  - role: kubernetes-apps/azure
                    when:
                      - azure_csi_enabled
                      - kube_version is version('1.29', '<')
                """);
        assertEquals(
                List.of("roles/kubernetes-apps/azure is left out although azure_csi_enabled is on: its condition"
                        + " kube_version is version('1.29', '<') does not hold (roles/kubernetes-apps/meta/main.yml)"),
                make(tree, "", Mode.COMPLETE, "azure_csi").warnings());
        assertEquals(List.of(), make(tree, "", Mode.COMPLETE).warnings());
    }

    @Test
    void imagesThatOnlyAChartNamesAreWarnedOf() throws IOException {
        SourceTree tree = Checkouts.with(
                "roles/kubernetes-apps/azure/meta/main.yml",
                """
                dependencies:
                  - role: helm-apps
                    releases:
                      - name: azure
                        chart_ref: "{{ azure_chart }}/azure"
                        chart_version: 1.1.0
                    repositories:
                      - name: azure
                        url: https://charts.example.org
                """,
                "roles/kubernetes-apps/azure/defaults/main.yml",
                "azure_repo: mcr.example.org/csi\nazure_chart: azure\n",
                "roles/helm-apps/tasks/main.yml",
                "[]\n");
        assertEquals(
                List.of(
                        "roles/kubernetes-apps/azure installs the chart azure/azure 1.1.0 of https://charts.example.org;"
                                + " images that only the chart names are not in the lists"),
                make(tree, "", Mode.COMPLETE, "azure_csi").warnings());
        assertEquals(List.of(), make(tree, "", Mode.COMPLETE).warnings());
    }

    @Test
    void aDigestThatKubesprayIgnoresIsKeptWithAWarning() throws IOException {
        ManifestResult result = make(TREE, "calico_node_digest_checksum=" + "c".repeat(64), Mode.COMPLETE);
        assertEquals(
                List.of(
                        "downloads.calico_node: the digest sha256:" + "c".repeat(64)
                                + " is kept in the lists, but this kubespray pulls by tag: its role reads a field sha256 that the entry does not have"),
                result.warnings());
    }

    @Test
    void groupVariablesAndHostVariablesHaveAnsiblesPrecedence() throws IOException {
        SourceTree tree = Checkouts.with(
                "inventory/group_vars/all.yml", "quay_image_repo: all.example.org",
                "inventory/group_vars/k8s_cluster/b.yml", "quay_image_repo: cluster.example.org",
                "inventory/group_vars/k8s_cluster/a.yml", "quay_image_repo: hidden.example.org",
                "inventory/group_vars/k8s_cluster.yml", "quay_image_repo: ignored.example.org",
                "inventory/group_vars/kube_node.yml", "quay_image_repo: node.example.org",
                "inventory/host_vars/worker2.yml", "quay_image_repo: host.example.org");
        Manifest manifest = make(tree, "", Mode.COMPLETE).manifests().get(0);
        assertEquals(
                Map.of(
                        "cluster.example.org",
                        List.of("cp"),
                        "node.example.org",
                        List.of("worker1"),
                        "host.example.org",
                        List.of("worker2")),
                manifest.images().stream()
                        .filter(image -> image.name().equals("calico_node"))
                        .collect(java.util.stream.Collectors.toMap(
                                image -> image.reference().replaceFirst("/.*", ""), ImageEntry::hosts)));
    }
}
