package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What roles download although {@code downloads} does not name it: files of tasks, charts, and what can only be warned of. */
class RoleDownloadsTest {
    private static final String META = "roles/kubernetes-apps/meta/main.yml";
    private static final String TASKS = "roles/kubernetes-apps/portal/tasks/main.yml";
    private static final String DEFAULTS = "roles/kubernetes-apps/portal/defaults/main.yml";
    private static final String PORTAL =
            """
            dependencies:
              - role: kubernetes-apps/portal
                when:
                  - portal_enabled
                  - inventory_hostname == groups['kube_control_plane'][0]
            """;

    private static ManifestResult make(SourceTree tree, String extraVars, Mode mode) throws IOException {
        return Manifests.make(Checkouts.request(tree, Optional.of(extraVars), mode));
    }

    private static Manifest manifest(SourceTree tree, String extraVars) throws IOException {
        return make(tree, extraVars, Mode.COMPLETE).manifests().get(0);
    }

    private static SourceTree portal(String tasks) {
        return Checkouts.with(
                META,
                PORTAL,
                TASKS,
                tasks,
                DEFAULTS,
                "portal_enabled: false\nportal_version: v7\nportal_checks: true\n");
    }

    private static List<String> fetched(Manifest manifest) {
        return manifest.files().stream()
                .filter(file -> !file.from().equals("downloads"))
                .map(file -> file.name() + " " + file.url() + " " + file.hosts() + " " + file.from())
                .toList();
    }

    @Test
    void aFileThatATaskFetchesIsListedWhenItsRoleRuns() throws IOException {
        SourceTree tree = portal(
                """
                - name: Fetch a program
                  become: true
                  get_url:
                    url: "https://files.example.org/tool_linux_{{ host_architecture }}"
                    dest: "/usr/local/bin/tool"
                    checksum: "sha256:%s"
                - name: Ask the API
                  uri:
                    url: https://127.0.0.1:6443/healthz
                - name: Save an answer
                  ansible.builtin.uri:
                    url: https://files.example.org/answer.json
                    dest: /etc/portal-answer.json
                  when: not portal_checks
                """
                        .formatted("a".repeat(64)));
        Manifest on = manifest(tree, "{portal_enabled: true}");
        assertEquals(List.of("tool https://files.example.org/tool_linux_amd64 [cp] task " + TASKS), fetched(on));
        assertEquals(Optional.of("sha256:" + "a".repeat(64)), on.files().get(1).checksum());
        assertEquals(Optional.of("/usr/local/bin/tool"), on.files().get(1).destination());
        assertEquals(List.of(), fetched(manifest(tree, "{}")));
        assertEquals(
                List.of(
                        "tool https://files.example.org/tool_linux_amd64 [cp] task " + TASKS,
                        "portal_answer https://files.example.org/answer.json [cp] task " + TASKS),
                fetched(make(tree, "{}", Mode.ALL).manifests().get(0)));
    }

    @Test
    void theAddressesOfALoopComeFromFactsThatTheRoleSets() throws IOException {
        SourceTree tree = portal(
                """
                - set_fact:
                    portal_templates:
                      - {file: portal-namespace.yml}
                      - file: portal-install.yml
                        url: "https://files.example.org/{{ portal_version }}/install.yaml"
                - block:
                    - get_url:
                        url: "{{ item.url }}"
                        dest: "{{ portal_directory }}/{{ item.file }}"
                      with_items: "{{ portal_templates | selectattr('url', 'defined') | list }}"
                  when: portal_checks
                """);
        Manifest manifest = manifest(tree, "{portal_enabled: true, portal_directory: /etc/portal}");
        assertEquals(
                List.of("portal_install https://files.example.org/v7/install.yaml [cp] task " + TASKS),
                fetched(manifest));
        assertEquals(Optional.empty(), manifest.files().get(1).checksum());
        assertEquals(List.of(), fetched(manifest(tree, "{portal_enabled: true, portal_checks: false}")));
    }

    @Test
    void anEntryThatTheRoleDownloadIsHandedIsListed() throws IOException {
        SourceTree tree = portal(
                """
                - include_tasks: "../../../download/tasks/download_file.yml"
                  vars:
                    own:
                      url: "{{ page }}"
                      dest: "/tmp/{{ page | basename }}"
                      sha256: ""
                    download: "{{ download_defaults | combine(own) }}"
                  loop: ["https://files.example.org/a.yaml", "https://files.example.org/b.yaml"]
                  loop_control: {loop_var: page}
                """);
        assertEquals(
                List.of(
                        "a https://files.example.org/a.yaml [cp] task " + TASKS,
                        "b https://files.example.org/b.yaml [cp] task " + TASKS),
                fetched(manifest(tree, "{portal_enabled: true}")));
    }

    /** Charts need helm, whatever helm_enabled says. */
    @Test
    void anEntryThatIsSwitchedOffIsListedWhenARoleFetchesItAllTheSame() throws IOException {
        SourceTree tree = portal(
                """
                - include_tasks: "../../../download/tasks/download_file.yml"
                  vars:
                    download: "{{ download_defaults | combine(downloads.helm) }}"
                """);
        assertEquals(
                List.of("helm https://get.helm.sh/helm-linux-amd64.tar.gz [cp] task " + TASKS),
                fetched(manifest(tree, "{portal_enabled: true}")));
        Manifest all =
                make(tree, "{portal_enabled: true}", Mode.ALL).manifests().get(0);
        assertEquals(
                List.of("kubelet true", "helm true"),
                all.files().stream()
                        .map(file -> file.name() + " " + file.enabled())
                        .toList());
    }

    @Test
    void aFileWhoseAddressCannotBeToldIsWarnedOf() throws IOException {
        SourceTree tree = portal(
                """
                - name: Fetch something
                  get_url: {url: "{{ nobody_knows }}/x", dest: /x}
                """);
        assertEquals(
                List.of(TASKS + ": what the task 'Fetch something' fetches cannot be told: " + TASKS + ":2:18:"
                        + " 'nobody_knows' is undefined, in {{ nobody_knows }}/x"),
                make(tree, "{portal_enabled: true}", Mode.COMPLETE).warnings());
    }

    private static SourceTree chart(String chart) {
        return Checkouts.with(
                META,
                PORTAL,
                "roles/kubernetes-apps/portal/meta/main.yml",
                """
                dependencies:
                  - role: helm-apps
                    when: portal_chart | length > 0
                    releases:
                      - name: portal
                        chart_ref: "{{ portal_chart }}"
                        chart_version: "{{ portal_version }}"
                    repositories:
                      - {name: other, url: "https://other.example.org"}
                      - {name: portal, url: "{{ portal_repository }}"}
                """,
                DEFAULTS,
                "portal_enabled: false\nportal_version: 1.2.0+3\nportal_repository: https://charts.example.org\n"
                        + "portal_chart: '" + chart + "'\n",
                "roles/helm-apps/tasks/main.yml",
                "[]\n");
    }

    @Test
    void aChartOfARepositoryIsListedWithItsVersion() throws IOException {
        SourceTree tree = chart("portal/gate");
        Manifest on = manifest(tree, "{portal_enabled: true}");
        assertEquals(
                List.of(new ChartEntry(
                        "gate",
                        "https://charts.example.org",
                        "1.2.0+3",
                        List.of("kube_control_plane"),
                        List.of("cp"),
                        true,
                        "role roles/kubernetes-apps/portal")),
                on.charts());
        byte[] json = JsonWriter.pretty(on.toJson()).getBytes(StandardCharsets.UTF_8);
        assertEquals(on.charts(), Manifest.read(json, "manifest.json").charts());
        assertEquals(List.of(), fetched(on));
        assertEquals(List.of(), manifest(tree, "{}").charts());
        assertEquals(
                List.of(false),
                make(tree, "{}", Mode.ALL).manifests().get(0).charts().stream()
                        .map(ChartEntry::enabled)
                        .toList());
        assertEquals(
                List.of(),
                manifest(tree, "{portal_enabled: true, portal_chart: ''}").charts());
        assertEquals(
                List.of("+ chart gate https://charts.example.org 1.2.0+3"),
                ListDifference.between(manifest(tree, "{}"), on).lines());
        assertEquals(
                List.of("~ chart gate https://charts.example.org 1.2.0+3 -> https://charts.example.org 2"),
                ListDifference.between(on, manifest(tree, "{portal_enabled: true, portal_version: '2'}"))
                        .lines());
    }

    @Test
    void withoutChartsTheManifestHasNoSuchMember() throws IOException {
        ManifestResult result = make(chart("portal/gate"), "{}", Mode.COMPLETE);
        String json = new String(result.files().get("manifest.json"), StandardCharsets.UTF_8);
        assertFalse(json.contains("charts"), json);
    }

    @Test
    void aChartInARegistryIsAnImage() throws IOException {
        Manifest manifest = manifest(chart("oci://registry.example.org/charts/gate"), "{portal_enabled: true}");
        assertEquals(List.of(), manifest.charts());
        assertEquals(
                List.of("gate_chart registry.example.org/charts/gate:1.2.0_3 [cp]"),
                manifest.images().stream()
                        .filter(image -> image.from().equals("chart"))
                        .map(image -> image.name() + " " + image.reference() + " " + image.hosts())
                        .toList());
    }

    @Test
    void aChartWithAnAddressOfItsOwnIsAFile() throws IOException {
        Manifest manifest = manifest(chart("https://files.example.org/gate-2.tgz"), "{portal_enabled: true}");
        assertEquals(List.of(), manifest.charts());
        assertEquals(List.of("gate-2_chart https://files.example.org/gate-2.tgz [cp] chart"), fetched(manifest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    portal/gate | {portal_enabled: true, portal_version: ''} | roles/kubernetes-apps/portal installs the newest version of the chart portal/gate of https://charts.example.org, so it is not in the lists; set the variable of its version
                    gone/gate | {portal_enabled: true} | roles/kubernetes-apps/portal installs the chart gone/gate, which is in none of its repositories; if it is not a file of the host, it is to be mirrored by hand
                    portal/gate | {portal_enabled: true, portal_version: '{{ lost }}'} | roles/kubernetes-apps/portal: the charts that it installs cannot be told: extraVars:1:40: 'lost' is undefined, in {{ lost }} (needed by portal_version)
                    """)
    void aChartThatCannotBeListedIsWarnedOf(String chart, String variables, String warning) throws IOException {
        ManifestResult result = make(chart(chart), variables, Mode.COMPLETE);
        assertEquals(List.of(warning), result.warnings());
        assertEquals(List.of(), result.manifests().get(0).charts());
    }

    private static SourceTree cilium(String defaults, String command) {
        return Checkouts.with(
                "roles/network_plugin/cilium/defaults/main.yml",
                defaults,
                "roles/network_plugin/cilium/tasks/apply.yml",
                "- command: \"{{ bin_dir }}/cilium " + command + "\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            textBlock =
                    """
                    '' | [cilium https://helm.cilium.io 1.17.3] | [cilium_chart https://helm.cilium.io/cilium-1.17.3.tgz [cp] chart] | []
                    --wait --repository=https://mirror.example.org/cilium/ | [cilium https://mirror.example.org/cilium/ 1.17.3] | [] | []
                    --repository https://mirror.example.org/cilium | [cilium https://mirror.example.org/cilium 1.17.3] | [] | []
                    --repository oci://registry.example.org/cilium/cilium | [] | [] | [registry.example.org/cilium/cilium:1.17.3]
                    --chart-directory /opt/cilium | [] | [] | []
                    """)
    void ciliumsProgramInstallsAChartOfARepositoryThatFlagsMayName(
            String flags, String charts, String files, String images) throws IOException {
        SourceTree tree = cilium(
                "cilium_version: 1.17.3\ncilium_install_extra_flags: \"\"\n",
                "{{ cilium_action }} --version {{ cilium_version }} -f values.yaml {{ cilium_install_extra_flags }}");
        Manifest manifest = manifest(
                tree,
                "{kube_network_plugin: cilium, cilium_install_extra_flags: '" + (flags == null ? "" : flags) + "'}");
        assertEquals(
                charts,
                manifest.charts().stream()
                        .map(chart -> chart.name() + " " + chart.repository() + " " + chart.version())
                        .toList()
                        .toString());
        assertEquals(files, fetched(manifest).toString());
        assertEquals(
                images,
                manifest.images().stream()
                        .filter(image -> image.from().equals("chart"))
                        .map(ImageEntry::reference)
                        .toList()
                        .toString());
    }

    @Test
    void theFirstReleasesWithCiliumsProgramHaveNoFlags() throws IOException {
        SourceTree tree = cilium("cilium_version: v1.17.3\n", "install --version {{ cilium_version }} -f values.yaml");
        assertEquals(
                List.of("1.17.3"),
                manifest(tree, "{kube_network_plugin: cilium}").charts().stream()
                        .map(ChartEntry::version)
                        .toList());
        assertEquals(List.of(), manifest(tree, "{}").charts());
    }

    @Test
    void whatNoListCanHoldIsWarnedOfWhereItIsSwitchedOn() throws IOException {
        SourceTree tree = Checkouts.with(
                META,
                """
                dependencies:
                  - {role: kubernetes-apps/krew, when: krew_enabled}
                  - {role: kubernetes-apps/nvidia_gpu, when: nvidia_enabled}
                """,
                "roles/kubernetes-apps/krew/defaults/main.yml",
                "krew_enabled: false\nkrew_default_index_uri: https://git.example.org/index.git\n",
                "roles/kubernetes-apps/nvidia_gpu/defaults/main.yml",
                """
                nvidia_enabled: false
                nvidia_gpu_flavor: gtx
                nvidia_gpu_tesla_base_url: https://tesla.example.org/
                nvidia_gpu_gtx_base_url: https://gtx.example.org/
                """);
        assertEquals(List.of(), make(tree, "{}", Mode.COMPLETE).warnings());
        assertEquals(
                List.of("roles/kubernetes-apps/krew clones krew's index https://git.example.org/index.git, a git"
                        + " repository, which no list holds; without the internet, set krew_default_index_uri to a git"
                        + " server of the site"),
                make(tree, "{krew_enabled: true}", Mode.COMPLETE).warnings());
        assertEquals(
                List.of("roles/kubernetes-apps/nvidia_gpu has a container fetch NVIDIA's driver from"
                        + " https://gtx.example.org/, which is not in the lists; without the internet, mirror it by hand"
                        + " and set nvidia_gpu_gtx_base_url"),
                make(tree, "{nvidia_enabled: true}", Mode.COMPLETE).warnings());
        assertEquals(
                List.of("bin_dir is /opt/bin, as on Flatcar: there kubespray's bootstrap.sh fetches PyPy, and PyYAML by"
                        + " pip, from addresses that no variable changes; without the internet, make /opt/bin/python,"
                        + " with PyYAML, and the file /opt/bin/.bootstrapped on those hosts beforehand"),
                make(tree, "{bin_dir: /opt/bin}", Mode.COMPLETE).warnings());
    }
}
