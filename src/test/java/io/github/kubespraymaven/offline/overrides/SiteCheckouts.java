package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.Trees;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.ListedNames;
import io.github.kubespraymaven.offline.mirror.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checkouts in miniature, of the shapes that releases have had, and what is asked of them. */
public final class SiteCheckouts {
    private static final String COMMON =
            """
            kube_version: 1.35.4
            image_arch: "{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_facts['architecture']] }}"
            container_manager: containerd
            kube_network_plugin: calico
            kube_image_repo: registry.k8s.io
            docker_image_repo: docker.io
            quay_image_repo: quay.io
            gcr_image_repo: gcr.io
            nginx_image_repo: "{{ docker_image_repo }}/library/nginx"
            calico_image_repo: "{{ quay_image_repo }}/calico/node"
            azure_csi_image_repo: mcr.example.org/oss/csi
            kubelet_checksums: {amd64: {1.35.4: 1}, arm64: {1.35.4: 1}}
            """;

    private static final String IMAGES =
            """
              calico_node:
                enabled: "{{ kube_network_plugin == 'calico' }}"
                container: true
                repo: "{{ calico_image_repo }}"
                tag: v3
                groups: [k8s_cluster]
              nginx:
                enabled: true
                container: true
                repo: "{{ nginx_image_repo }}"
                tag: 1.27
                groups: [kube_node]
            """;

    /** Of the shape of v2.28 and later: variables of hosts, hosts.toml. */
    public static final Map<String, String> NEW = Map.ofEntries(
            Map.entry(
                    "roles/kubespray_defaults/defaults/main/download.yml",
                    COMMON
                            + """
                              github_url: https://github.com
                              dl_k8s_io_url: https://dl.k8s.io
                              kubelet_download_url: "{{ dl_k8s_io_url }}/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubelet"
                              etcd_download_url: "{{ github_url }}/etcd-io/etcd/etcd-{{ image_arch }}.tar.gz"
                              argocd_install_url: "https://raw.example.org/argo/v{{ kube_version }}/install.yaml"
                              downloads:
                                kubelet:
                                  enabled: true
                                  file: true
                                  url: "{{ kubelet_download_url }}"
                                  dest: "/tmp/kubelet-{{ kube_version }}"
                                  groups: [k8s_cluster]
                                etcd:
                                  enabled: true
                                  file: true
                                  url: "{{ etcd_download_url }}"
                                  groups: [etcd]
                              """
                            + IMAGES),
            Map.entry(
                    "roles/container-engine/containerd/defaults/main.yml",
                    """
                    containerd_version: 2.2.1
                    containerd_registries_mirrors:
                      - prefix: docker.io
                        mirrors: [{host: https://registry-1.docker.io, capabilities: [pull, resolve], skip_verify: false}]
                    containerd_registry_auth: []
                    """),
            Map.entry(
                    "roles/container-engine/containerd/templates/hosts.toml.j2",
                    "{{ item.server }} {{ mirror.override_path }} {{ mirror.ca }} {{ mirror.header }}\n"),
            Map.entry("roles/container-engine/containerd/templates/config.toml.j2", "config_path\n"),
            Map.entry(
                    "roles/container-engine/containerd/templates/config-v1.toml.j2",
                    "{{ containerd_registry_auth }}\n"),
            Map.entry(
                    "roles/container-engine/cri-o/defaults/main.yml", "crio_registries: []\ncrio_registry_auth: []\n"),
            Map.entry(
                    "roles/container-engine/docker/defaults/main.yml",
                    """
                    docker_registry_mirrors: []
                    docker_rh_repo_base_url: 'https://download.example.org/rhel/{{ ansible_distribution_major_version }}/$basearch'
                    docker_rh_repo_gpgkey: 'https://download.example.org/rhel/gpg'
                    """),
            Map.entry(
                    "roles/container-engine/docker/vars/kylin.yml",
                    "docker_rh_repo_base_url: 'https://download.example.org/centos/8/$basearch'\n"),
            Map.entry(
                    "roles/container-engine/containerd-common/defaults/main.yml",
                    "containerd_debian_repo_base_url: 'https://download.example.org/debian'\n"),
            Map.entry(
                    "roles/network_plugin/cilium/defaults/main.yml",
                    "cilium_version: 1.19.3\ncilium_install_extra_flags: ''\ncilium_extra_values: {}\n"),
            Map.entry(
                    "roles/network_plugin/cilium/tasks/apply.yml",
                    "- command: cilium install --version {{ cilium_version }} {{ cilium_install_extra_flags }}\n"),
            Map.entry(
                    "roles/kubernetes-apps/approver/defaults/main.yml",
                    "approver_repository_url: https://charts.example.org/approver\n"),
            Map.entry(
                    "roles/kubernetes-apps/storage/defaults/main.yml",
                    "storage_helper_image_repo: busybox\nstorage_enabled: false\n"),
            Map.entry(
                    "roles/kubernetes-apps/meta/main.yml",
                    """
                    dependencies:
                      - role: kubernetes-apps/storage
                        when: [storage_enabled]
                    """),
            Map.entry(
                    "roles/kubernetes-apps/storage/templates/pod.yml.j2",
                    "image: {{ storage_helper_image_repo }}:1\n\nimage: old.example.org/hard/coded:2\n"),
            Map.entry(
                    "roles/kubernetes/control-plane/templates/kubeadm-config.yaml.j2",
                    "imageRepository: {{ kube_image_repo }}\n"),
            Map.entry("roles/kubernetes-apps/storage/tasks/main.yml", "- template: {src: pod.yml.j2}\n"));

    /** Of the shape of v2.20: an address in each URL variable, a table of mirrors. */
    static final Map<String, String> OLD = Map.of(
            "roles/download/defaults/main.yml",
            COMMON
                    + """
                      youki_version: 0.0.5
                      kubelet_download_url: "https://dl.k8s.io/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubelet"
                      youki_download_url: "https://github.com/youki/v{{ youki_version | regex_replace('\\\\\\\\.', '_') }}/youki.tar.gz"
                      calicoctl_download_url: "https://github.com/calico/calicoctl-{{ image_arch }}"
                      calicoctl_alternate_download_url: "https://github.com/calicoctl/calicoctl-{{ image_arch }}"
                      downloads:
                        kubelet:
                          enabled: true
                          file: true
                          url: "{{ kubelet_download_url }}"
                          sha256: 0
                          groups: [k8s_cluster]
                        youki:
                          enabled: true
                          file: true
                          url: "{{ youki_download_url }}"
                          groups: [k8s_cluster]
                        calicoctl:
                          enabled: true
                          file: true
                          url: "{{ calicoctl_download_url }}"
                          mirrors:
                            - "{{ calicoctl_alternate_download_url }}"
                            - "{{ calicoctl_download_url }}"
                          groups: [k8s_cluster]
                      """
                    + IMAGES,
            "roles/container-engine/containerd/defaults/main.yml",
            "containerd_registries: {docker.io: https://registry-1.docker.io}\n",
            "roles/container-engine/containerd/templates/config.toml.j2",
            "{{ containerd_registries }} {{ containerd_insecure_registries }} {{ containerd_registry_auth }}\n",
            "roles/container-engine/cri-o/defaults/main.yml",
            "crio_registries: []\ncrio_registries_mirrors: []\ncrio_insecure_registries: []\n");

    public static final String HOSTS =
            """
            cp
            worker

            [kube_control_plane]
            cp
            [etcd]
            cp
            [kube_node]
            worker
            """;

    private SiteCheckouts() {}

    /** A checkout and an inventory in {@code inventory/}, with some files more or other. */
    static SourceTree tree(Map<String, String> files, String... pathsAndTexts) {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("inventory/hosts.ini", HOSTS);
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            all.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return Trees.of(all);
    }

    /** What a site has, added up. */
    static final class Asked {
        private final SourceTree tree;
        private Optional<String> extraVars = Optional.empty();
        private Optional<FileServer> files = Optional.empty();
        private Optional<RegistryHosts> registries = Optional.empty();
        private Optional<FileServer> packages = Optional.empty();
        private boolean downloadContainer = true;
        private boolean authority;
        private Set<String> insecure = Set.of();
        private Optional<OverridesRequest.LoginSearch> logins = Optional.empty();
        private Set<String> cut = Set.of();

        Asked(SourceTree tree) {
            this.tree = tree;
        }

        Asked files(String url) throws IOException {
            files = Optional.of(FileServer.parse("filesRepo", url));
            return this;
        }

        Asked images(Naming naming, String... hosts) throws IOException {
            registries = Optional.of(RegistryHosts.parse(List.of(hosts), naming));
            return this;
        }

        Asked packages(String url) throws IOException {
            packages = Optional.of(FileServer.parse("osRepo", url));
            return this;
        }

        Asked extraVars(String text) {
            extraVars = Optional.of(text);
            return this;
        }

        Asked withoutPulls() {
            downloadContainer = false;
            return this;
        }

        Asked insecure(String... hosts) {
            insecure = Set.of(hosts);
            return this;
        }

        Asked authority() {
            authority = true;
            return this;
        }

        Asked logins(OverridesRequest.LoginSearch search) {
            logins = Optional.of(search);
            return this;
        }

        Asked cut(String... images) {
            cut = Set.of(images);
            return this;
        }

        OverridesResult result() throws IOException {
            ManifestRequest deployment = new ManifestRequest(
                    tree,
                    () -> "v2.31.0",
                    Optional.of("inventory/hosts.ini"),
                    extraVars,
                    tree,
                    List.of(Architecture.AMD64, Architecture.ARM64),
                    ManifestRequest.Mode.COMPLETE,
                    List.of(),
                    Map.of(),
                    ListedNames.UPSTREAM);
            return OfflineVars.make(new OverridesRequest(
                    deployment, files, registries, packages, downloadContainer, insecure, authority, logins, cut));
        }

        /** The text of a file that was made; its remarks are left out. */
        String text(String name) throws IOException {
            byte[] bytes = result().files().get(name);
            StringBuilder text = new StringBuilder();
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.equals("---") && !line.isBlank())
                    .forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }

        String offline() throws IOException {
            return text(OverridesResult.OFFLINE);
        }
    }
}
