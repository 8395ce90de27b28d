package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubectlTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private static final SourceTree NEW = Trees.of(Map.of(
            "roles/kubespray_defaults/defaults/main/main.yml",
            """
            kube_version: "{{ (kubelet_checksums['amd64'] | dict2items)[0].key }}"
            host_architecture: "{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_facts['architecture']] }}"
            """,
            "roles/kubespray_defaults/defaults/main/download.yml",
            """
            image_arch: "{{ host_architecture | default('amd64') }}"
            dl_k8s_io_url: https://dl.k8s.io
            kubectl_download_url: "{{ dl_k8s_io_url }}/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubectl"
            kubectl_binary_checksum: "{{ kubectl_checksums[image_arch][kube_version] }}"
            downloads: {}
            """,
            "roles/kubespray_defaults/vars/main/checksums.yml",
            """
            kubelet_checksums: {amd64: {1.35.4: x, 1.34.1: x}}
            kubectl_checksums:
              amd64: {1.35.4: "sha256:%s", 1.34.1: "sha256:%s"}
              arm64: {1.35.4: "sha256:%s"}
            """
                    .formatted(A, A, B)));

    private static final SourceTree OLD = Trees.of(Map.of(
            "roles/kubespray-defaults/defaults/main.yaml",
            """
            kube_version: v1.20.7
            """,
            "roles/download/defaults/main.yml",
            """
            image_arch: amd64
            kubectl_download_url: "https://example.org/{{ kube_version }}/kubectl"
            kubectl_binary_checksum: "{{ kubectl_checksums[image_arch][kube_version] }}"
            kubectl_checksums: {amd64: {v1.20.7: %s, v1.19.11: %s}}
            downloads: {}
            """
                    .formatted(A, B)));

    @Test
    void theNewestKnownVersionIsTheReleasesOwn() throws IOException {
        assertEquals("v1.35.4", Kubectl.kubeVersion(NEW));
        assertEquals(
                "Kubectl[version=v1.35.4, url=https://dl.k8s.io/release/v1.35.4/bin/linux/arm64/kubectl, sha256=" + B
                        + "]",
                Kubectl.of(NEW, Architecture.ARM64, Optional.empty()).toString());
    }

    @Test
    void aRequestedVersionMayHaveAVOrNot() throws IOException {
        assertEquals(
                "v1.34.1",
                Kubectl.of(NEW, Architecture.AMD64, Optional.of("v1.34.1")).version());
        assertEquals(
                "v1.34.1",
                Kubectl.of(NEW, Architecture.AMD64, Optional.of("1.34.1")).version());
        assertEquals(
                "Kubectl[version=v1.19.11, url=https://example.org/v1.19.11/kubectl, sha256=" + B + "]",
                Kubectl.of(OLD, Architecture.AMD64, Optional.of("1.19.11")).toString());
    }

    @Test
    void anUnknownVersionNamesTheNearest() {
        ManifestException e = assertThrows(
                ManifestException.class, () -> Kubectl.of(OLD, Architecture.AMD64, Optional.of("v1.20.99")));
        assertEquals(
                "this kubespray has no kubectl v1.20.99 for linux/amd64; the nearest it knows are v1.19.11, v1.20.7",
                e.getMessage());
    }

    @Test
    void whatIsNoCheckoutSaysSo() {
        ManifestException e = assertThrows(ManifestException.class, () -> Kubectl.kubeVersion(Trees.of(Map.of())));
        assertEquals(
                "no variable 'downloads' in roles/kubespray_defaults, roles/kubespray-defaults, roles/download (defaults); "
                        + "is the directory a kubespray checkout?",
                e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void itIsWhatAnsibleMakesOfEachRelease(Architecture architecture) throws IOException {
        List<String> got = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String tag : ManifestOracles.TAGS) {
            Path folder = Oracles.find("manifests/" + tag);
            JsonNode oracle = new ObjectMapper()
                    .readTree(folder.resolve("expected-minimal-" + architecture.container() + ".json")
                            .toFile());
            JsonNode kubectl = oracle.get("downloads").get("kubectl");
            JsonNode checksum = kubectl.has("checksum") ? kubectl.get("checksum") : kubectl.get("sha256");
            expected.add(tag + " " + kubectl.get("url").asText() + " "
                    + checksum.asText().replace("sha256:", ""));
            Kubectl made = Kubectl.of(SourceTree.of(folder.resolve("tree")), architecture, Optional.empty());
            got.add(tag + " " + made.url() + " " + made.sha256());
        }
        assertEquals(String.join("\n", expected), String.join("\n", got));
    }
}
