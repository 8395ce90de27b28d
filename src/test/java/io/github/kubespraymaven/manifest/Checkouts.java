package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kubespray checkout in miniature, of the shape that v2.28 and later have, and requests about it. */
public final class Checkouts {
    public static final Map<String, String> FILES = Map.of(
            "roles/kubespray_defaults/defaults/main/main.yml",
            """
            kube_version: "{{ (kubelet_checksums['amd64'] | dict2items)[0].key }}"
            host_architecture: "{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_facts['architecture']] }}"
            kube_network_plugin: calico
            typha_enabled: false
            helm_enabled: false
            registry_enabled: false
            azure_csi_enabled: false
            cluster_name: cluster.local
            """,
            "roles/kubespray_defaults/defaults/main/download.yml",
            """
            image_arch: "{{ host_architecture }}"
            kube_image_repo: registry.k8s.io
            quay_image_repo: quay.io
            azure_tag: v1
            # Download URLs
            kubelet_download_url: "https://dl.k8s.io/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubelet"
            helm_download_url: "https://get.helm.sh/helm-linux-{{ image_arch }}.tar.gz"
            downloads:
              kubelet:
                enabled: true
                file: true
                dest: "/tmp/kubelet-{{ kube_version }}-{{ image_arch }}"
                checksum: "{{ kubelet_checksums[image_arch][kube_version] }}"
                url: "{{ kubelet_download_url }}"
                groups: [k8s_cluster]
              calico_node:
                enabled: "{{ kube_network_plugin == 'calico' }}"
                container: true
                repo: "{{ quay_image_repo }}/calico/node"
                tag: v3
                checksum: "{{ calico_node_digest_checksum | default(None) }}"
                groups: [k8s_cluster]
              calico_typha:
                enabled: "{{ typha_enabled }}"
                container: true
                repo: "{{ quay_image_repo }}/calico/typha"
                tag: v3
                groups: [k8s_cluster]
              helm:
                enabled: "{{ helm_enabled }}"
                file: true
                url: "{{ helm_download_url }}"
                checksum: "sha256:%s"
                groups: [kube_control_plane]
              registry:
                enabled: "{{ registry_enabled }}"
                container: true
                repo: docker.io/library/registry
                tag: 2.8
                groups: [kube_node]
            download_defaults: {}
            """
                    .formatted("b".repeat(64)),
            "roles/kubespray_defaults/vars/main/checksums.yml",
            """
            kubelet_checksums:
              amd64: {1.35.4: "sha256:%s", 1.34.1: "sha256:%s"}
              arm64: {1.35.4: "sha256:%s"}
            """
                    .formatted("1".repeat(64), "2".repeat(64), "3".repeat(64)),
            "roles/network_plugin/tasks/main.yml",
            """
            - name: Network plugin
              include_role:
                name: "network_plugin/{{ kube_network_plugin }}"
              when: kube_network_plugin != 'none'
            """,
            "roles/network_plugin/calico/tasks/main.yml",
            """
            - template: {src: typha.yml.j2}
              when: typha_enabled
            """,
            "roles/network_plugin/calico/templates/typha.yml.j2",
            """
            image: {{ quay_image_repo }}/calico/typha:v3
            """,
            "roles/kubernetes-apps/meta/main.yml",
            """
            dependencies:
              - role: kubernetes-apps/azure
                when:
                  - azure_csi_enabled
                  - inventory_hostname == groups['kube_control_plane'][0]
            """,
            "roles/kubernetes-apps/azure/defaults/main.yml",
            """
            azure_repo: mcr.example.org/csi
            """,
            "roles/kubernetes-apps/azure/templates/csi.yml.j2",
            """
            containers:
              - image: {{ azure_repo }}/attacher:{{ azure_tag }}
              - image: "{{ azure_repo }}/driver:{{ azure_tag }}"
            {% if ansible_facts['unknown'] %}
            {% endif %}
            """);

    public static final String HOSTS =
            """
            cp ip=192.0.2.1
            worker[1:2]

            [kube_control_plane]
            cp
            [etcd]
            cp
            [kube_node]
            worker1
            worker2
            """;

    private Checkouts() {}

    /** The checkout and an inventory in {@code inventory/}, with some files more or other. */
    public static SourceTree with(String... pathsAndTexts) {
        Map<String, String> files = new LinkedHashMap<>(FILES);
        files.put("inventory/hosts.ini", HOSTS);
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return Trees.of(files);
    }

    static ManifestRequest request(
            SourceTree tree, Optional<String> extraVars, ManifestRequest.Mode mode, String... addons) {
        return new ManifestRequest(
                tree,
                () -> "v2.31.0",
                Optional.of("inventory/hosts.ini"),
                extraVars,
                tree,
                List.of(Architecture.AMD64),
                mode,
                List.of(addons),
                Map.of());
    }
}
