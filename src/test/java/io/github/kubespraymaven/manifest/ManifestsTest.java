package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final Tree TREE = Checkouts.with();

    private static String file(ManifestResult result, String name) {
        return new String(result.files().getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static ManifestResult make(Tree tree, String extraVars, Mode mode, String... addons) throws IOException {
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
                "v2.31.0",
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
                        "azure_csi: mcr.example.org/csi/attacher:v1 mcr.example.org/csi/driver:v1",
                        "helm: https://get.helm.sh/helm-linux-amd64.tar.gz",
                        "registry: docker.io/library/registry:2.8",
                        "typha: quay.io/calico/typha:v3"),
                Addons.list(Checkouts.request(TREE, Optional.empty(), Mode.COMPLETE)));
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
                        "~ file kubelet https://dl.k8s.io/release/v1.34.1/bin/linux/amd64/kubelet (sha256:222222222222…) -> "
                                + "https://dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet (sha256:111111111111…)",
                        "+ file helm https://get.helm.sh/helm-linux-amd64.tar.gz (sha256:bbbbbbbbbbbb…)",
                        "- image calico_typha quay.io/calico/typha:v3"),
                Difference.between(before, after).lines().stream()
                        .filter(line -> !line.contains("kubeadm_"))
                        .toList());
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
        Tree tree = Checkouts.with(
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
