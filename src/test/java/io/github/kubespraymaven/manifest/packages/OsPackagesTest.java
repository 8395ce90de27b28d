package io.github.kubespraymaven.manifest.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.Checkouts;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.Manifests;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of packages of small checkouts, in each of the forms that kubespray has had for them. */
class OsPackagesTest {
    private static final String PLAYS =
            """
            - hosts: k8s_cluster:etcd
              roles:
                - {role: base, tags: base}
            - hosts: kube_control_plane
              roles:
                - {role: head, when: head_enabled | default(true)}
            """;

    private static final String TASKS = "roles/base/tasks/main.yml";

    private static ManifestResult result(SourceTree tree, String extraVars, String... distributions)
            throws IOException {
        return Manifests.make(
                new ManifestRequest(
                        tree,
                        () -> "v2.0.0",
                        Optional.of("inventory/hosts.ini"),
                        Optional.of(extraVars),
                        tree,
                        List.of(Architecture.AMD64),
                        ManifestRequest.Mode.COMPLETE,
                        List.of(),
                        Map.of()),
                List.of(distributions));
    }

    private static String file(ManifestResult result, String distribution) {
        byte[] bytes = result.files().get("os-packages/" + distribution + ".txt");
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The lines of a list below its two lines of explanation, without the blanks of the column. */
    private static List<String> list(SourceTree tree, String extraVars, String distribution) throws IOException {
        ManifestResult result = result(tree, extraVars, distribution);
        assertEquals(List.of(), result.warnings());
        return lines(file(result, distribution));
    }

    private static List<String> lines(String text) {
        return text.lines().skip(2).map(line -> line.replaceAll(" +# ", " # ")).toList();
    }

    private static SourceTree checkout(String tasks, String... more) {
        List<String> files = new ArrayList<>(List.of("cluster.yml", PLAYS, TASKS, tasks));
        files.addAll(List.of(more));
        return Checkouts.with(files.toArray(String[]::new));
    }

    @Test
    void theListNamesTheDistributionAndWhatItWasMadeFrom() throws IOException {
        SourceTree tree = checkout("- package: {name: [tar, openssl]}\n- package: {name: podman, state: absent}\n");
        assertEquals(
                """
                # What kubespray v2.0.0, inventory inventory/hosts.ini, installs on Debian 12.11 with the package manager.
                # A mirror needs what these depend on, too. Comments: the role that asks for it, and its conditions.
                openssl  # base
                tar      # base
                # Removed if it is there:
                #   podman  # base
                """,
                file(result(tree, "{}", "debian-12"), "debian-12"));
        assertEquals(
                List.of(
                        "files.list",
                        "images.list",
                        "manifest.json",
                        "os-packages/debian-12.txt",
                        "os-packages/rocky-9.txt"),
                List.copyOf(result(tree, "{}", "rocky-9", "debian-12").files().keySet()));
    }

    /** Up to v2.24: a file a distribution, and a list for all, to which a fact adds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    debian-12 | curl, mergerfs, python3-apt
                    debian-11 | curl, python3-apt
                    ubuntu-24 | curl, python-apt
                    rocky-9 | curl, python3-libselinux
                    amazon-2 | curl, libselinux-python
                    """)
    void aFileOfVariablesIsChosenByTheDistribution(String distribution, String names) throws IOException {
        SourceTree tree = checkout(
                """
                - include_vars: "{{ item }}"
                  with_first_found:
                    - files:
                        - "{{ ansible_distribution | lower }}-{{ ansible_distribution_major_version }}.yml"
                        - "{{ nobody_knows }}.yml"
                        - "{{ ansible_facts['os_family'] | lower }}.yml"
                      paths: [../vars]
                      skip: true
                - set_fact:
                    common: "{{ common | default([]) + ['ipvsadm'] }}"
                  when: kube_proxy_mode == 'ipvs'
                - package:
                    name: "{{ required | default([]) | union(common | default([])) }}"
                    state: present
                  when: not (ansible_os_family in ['Flatcar'] or is_fedora_coreos)
                """,
                "roles/base/defaults/main.yml",
                "common: [curl]\nkube_proxy_mode: iptables\n",
                "roles/base/vars/debian-12.yml",
                "required: [python3-apt, mergerfs]\n",
                "roles/base/vars/debian-11.yml",
                "required: [python3-apt]\n",
                "roles/base/vars/debian.yml",
                "required: [python-apt]\n",
                "roles/base/vars/redhat.yml",
                "required: [\"{{ ((ansible_distribution_major_version | int) < 8) | ternary('libselinux-python', 'python3-libselinux') }}\"]\n");
        assertEquals(
                List.of(names.split(", ")),
                list(tree, "{}", distribution).stream()
                        .map(line -> line.replace(" # base", ""))
                        .toList());
        List<String> more = list(tree, "{kube_proxy_mode: ipvs}", distribution);
        assertTrue(more.contains("ipvsadm # base"), more.toString());
    }

    private static final String TABLE =
            """
            pkgs:
              curl: {}
              apparmor: &debians
                os:
                  families: [Debian]
              gnupg: &old
                groups: [k8s_cluster]
                os:
                  distributions:
                    Debian:
                      major_versions: ["11", "12"]
                    Ubuntu:
                      releases: [noble]
                    Amazon: {}
              jammy-only:
                os: {distributions: {Ubuntu: {versions: ["22.04"]}}}
              iptables: *debians
              ipvsadm:
                enabled: "{{ kube_proxy_mode == 'ipvs' }}"
                groups: [nodes_of_another_site, etcd]
              nothing:
                groups: [nodes_of_another_site]
            """;

    /** v2.25 and v2.26: a table that a JMESPath query asks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    debian-12 | iptables | apparmor # base; curl # base; gnupg # base: groups ['k8s_cluster']; iptables # base
                    debian-13 | iptables | apparmor # base; curl # base; iptables # base
                    ubuntu-22 | iptables | apparmor # base; curl # base; iptables # base; jammy-only # base
                    ubuntu-24 | iptables | apparmor # base; curl # base; gnupg # base: groups ['k8s_cluster']; iptables # base
                    amazon-2023 | iptables | curl # base; gnupg # base: groups ['k8s_cluster']
                    rocky-9 | iptables | curl # base
                    """)
    void aTableThatAQueryAsksIsAnsweredAsTheQueryWould(String distribution, String mode, String lines)
            throws IOException {
        SourceTree tree = checkout(
                """
                - vars:
                    query: "[? value | (enabled == null || enabled) ].key"
                  package:
                    name: "{{ pkgs | dict2items | to_json|from_json | community.general.json_query(query) }}"
                """,
                "roles/base/vars/main.yml",
                TABLE);
        assertEquals(List.of(lines.split("; ")), list(tree, "{kube_proxy_mode: " + mode + "}", distribution));
        List<String> ipvs = list(tree, "{kube_proxy_mode: ipvs}", distribution);
        assertTrue(
                ipvs.contains("ipvsadm # base: kube_proxy_mode == 'ipvs'; groups ['nodes_of_another_site', 'etcd']"),
                ipvs.toString());
    }

    /** From v2.27 on: conditions that must all hold; from v2.28 on there are packages to be removed, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    debian-12 | {} | apparmor # base; conntrack # base: 'k8s_cluster' in group_names; curl # base
                    rocky-9 | {} | conntrack # base: 'k8s_cluster' in group_names; curl # base
                    opensuse-leap-15 | {} | curl # base
                    debian-12 | {ntp_enabled: true} | apparmor # base; conntrack # base: 'k8s_cluster' in group_names; curl # base; ntp # base: ntp_enabled; # Removed if it is there:; # systemd-timesyncd # base: ntp_enabled
                    """)
    void packagesHaveConditionsThatMustAllHold(String distribution, String variables, String lines) throws IOException {
        SourceTree tree = checkout(
                """
                - package:
                    name: "{{ item.packages }}"
                    state: "{{ item.state }}"
                  when:
                    - not is_fedora_coreos
                    - item.packages != []
                  loop:
                    - packages: "{{ pkgs_to_remove | dict2items | selectattr('value', 'ansible.builtin.all') | map(attribute='key') }}"
                      state: absent
                    - packages: "{{ pkgs | dict2items | selectattr('value', 'ansible.builtin.all') | map(attribute='key') }}"
                      state: present
                """,
                "roles/base/defaults/main.yml",
                "ntp_enabled: false\n",
                "roles/base/vars/main.yml",
                """
                pkgs_to_remove:
                  systemd-timesyncd:
                    - "{{ ntp_enabled }}"
                    - "{{ ansible_os_family == 'Debian' }}"
                pkgs:
                  apparmor: ["{{ ansible_os_family == 'Debian' }}"]
                  conntrack:
                    - "{{ ansible_os_family in ['Debian', 'RedHat'] }}"
                    - "{{ 'k8s_cluster' in group_names }}"
                  curl: []
                  ntp: ["{{ ntp_enabled }}"]
                """);
        assertEquals(
                List.of(lines.split("; (?!'|ntp_package)")),
                list(tree, variables, distribution).stream()
                        .map(line -> line.replace("#   ", "# "))
                        .toList());
    }

    @Test
    void rolesAreFollowedThroughDependenciesIncludesAndBlocks() throws IOException {
        SourceTree tree = checkout(
                """
                - import_tasks: more.yml
                  when: not late
                - include_role:
                    name: "engine/{{ item }}"
                    tasks_from: setup
                  loop: [a, b]
                  when: item != 'b'
                """,
                "roles/base/meta/main.yml",
                "dependencies:\n  - {role: before, size: 2, when: \"late == false\"}\n",
                "roles/base/defaults/main.yml",
                "late: false\n",
                "roles/base/tasks/more.yml",
                """
                - block:
                    - apt: {pkg: "one,two"}
                      when: deep
                    - ansible.builtin.dnf:
                        name: "{{ each }}"
                      loop: [three]
                      loop_control: {loop_var: each}
                  vars: {deep: "{{ true }}"}
                  when: a_switch
                """,
                "roles/before/tasks/main.yml",
                "- package: {name: \"before-{{ size }}\"}\n",
                "roles/engine/a/tasks/setup.yml",
                "- package: {name: engine}\n",
                "roles/engine/b/tasks/setup.yml",
                "- package: {name: other-engine}\n",
                "roles/head/tasks/main.yml",
                "- package: {name: head}\n  when: inventory_hostname == groups['kube_control_plane'][0]\n");
        assertEquals(
                List.of(
                        "before-2 # before: late == false",
                        "engine # engine/a",
                        "head # head: head_enabled | default(true); inventory_hostname == groups['kube_control_plane'][0]",
                        "one # base: not late; a_switch; deep",
                        "three # base: not late; a_switch",
                        "two # base: not late; a_switch; deep"),
                list(tree, "{a_switch: true}", "debian-12"));
        assertEquals(
                List.of("engine # engine/a"),
                list(tree, "{a_switch: true, late: true, head_enabled: false}", "debian-12"));
    }

    @Test
    void commandsThatInstallCountAsWell() throws IOException {
        SourceTree tree = checkout(
                """
                - raw: apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y python3-minimal less
                  when: need_bootstrap.rc != 0
                - command: "dnf install --assumeyes python3-dnf"
                  when: ansible_os_family == 'RedHat'
                - shell: echo install nothing
                """);
        assertEquals(
                List.of(
                        "less # base: perhaps: need_bootstrap.rc != 0",
                        "python3-minimal # base: perhaps: need_bootstrap.rc != 0"),
                list(tree, "{}", "debian-12"));
        assertEquals(
                List.of(
                        "less # base: perhaps: need_bootstrap.rc != 0",
                        "python3-dnf # base",
                        "python3-minimal # base: perhaps: need_bootstrap.rc != 0"),
                list(tree, "{}", "rocky-9"));
    }

    /** What is removed only where it has been found is of no use to a mirror, and its name may be unknown. */
    @Test
    void whatIsOnlyTidiedUpIsNotListed() throws IOException {
        SourceTree tree = checkout(
                """
                - package: {name: "{{ unknown_names }}", state: absent}
                  when: found.matched > 0
                - package: {name: old, state: absent}
                """);
        assertEquals(List.of("# Removed if it is there:", "#   old # base"), list(tree, "{}", "debian-12"));
    }

    @Test
    void packagesOfGroupsThatHaveNoHostAreNotListedAndThoseOfAnyHostAre() throws IOException {
        SourceTree tree = checkout(
                """
                - package: {name: everywhere}
                - package: {name: nodes}
                  when: "'kube_node' in group_names"
                - package: {name: route-reflectors}
                  when: "'calico_rr' in group_names"
                - package: {name: one-host}
                  when: own_package | default(false)
                """,
                "inventory/host_vars/worker2.yml",
                "own_package: true\n",
                "roles/head/tasks/main.yml",
                "- package: {name: \"{{ ['all', 'heads'] | last }}\"}\n");
        assertEquals(
                List.of(
                        "everywhere # base",
                        "heads # head: head_enabled | default(true)",
                        "nodes # base: 'kube_node' in group_names",
                        "one-host # base: own_package | default(false)"),
                list(tree, "{}", "debian-12"));
    }

    @Test
    void extraVariablesAreAboveWhatTheRunSets() throws IOException {
        SourceTree tree = checkout(
                """
                - set_fact: {editor: nano}
                - package: {name: "{{ editor }}"}
                """);
        assertEquals(List.of("nano # base"), list(tree, "{}", "debian-12"));
        assertEquals(List.of("vim # base"), list(tree, "{editor: vim}", "debian-12"));
    }

    @Test
    void packagesThatCannotBeToldAreWarnedOf() throws IOException {
        ManifestResult result = result(
                checkout("- name: Install it\n  package: {name: \"{{ lost }}\"}\n- package: {name: tar}\n"),
                "{}",
                "debian-12");
        assertEquals(
                List.of("debian-12: roles/base/tasks/main.yml: the packages of the task 'Install it' cannot be told:"
                        + " roles/base/tasks/main.yml:2:19: 'lost' is undefined, in {{ lost }}"),
                result.warnings());
        assertEquals(List.of("tar # base"), lines(file(result, "debian-12")));
    }

    @Test
    void aDistributionThatTheReleaseRefusesIsWarnedOfAndNotAmongAll() throws IOException {
        SourceTree tree = checkout(
                """
                - assert:
                    that: (allow_unsupported | default(false)) or ansible_distribution in ['Debian', 'Rocky']
                    msg: "{{ ansible_distribution }} is not a known OS"
                - package: {name: tar}
                """);
        assertEquals(
                List.of("this kubespray does not support Ubuntu and stops there, unless"
                        + " allow_unsupported_distribution_setup is set; os-packages/ubuntu-24.txt is what it would"
                        + " install"),
                result(tree, "{}", "ubuntu-24", "debian-12").warnings());
        assertEquals(List.of("tar # base"), list(tree, "{allow_unsupported: true}", "ubuntu-24"));
        ManifestResult all = result(tree, "{}", "all");
        assertEquals(List.of(), all.warnings());
        assertEquals(
                List.of("debian-11", "debian-12", "debian-13", "rocky-8", "rocky-9", "rocky-10"),
                all.files().keySet().stream()
                        .filter(name -> name.startsWith("os-packages/"))
                        .map(name -> name.substring(12, name.length() - 4))
                        .toList());
    }

    @Test
    void aNameThatIsNotKnownIsRefusedWithThoseThatAre() {
        ManifestException failure = assertThrows(
                ManifestException.class, () -> result(checkout("[]\n"), "{}", "debian-12", "debain-12", "flatcar"));
        String message = String.valueOf(failure.getMessage());
        assertTrue(
                message.startsWith(
                        "osPackages: no distribution named debain-12, flatcar is known; there are all, almalinux-8,"),
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    k8s_cluster:etcd | cp worker1 worker2
                    kube_node | worker1 worker2
                    kube_node[0] | worker1
                    kube_node[1:] | worker2
                    kube_node[0:1] | worker1 worker2
                    kube_node[5] | ''
                    all:!kube_node | cp
                    k8s_cluster:&kube_node | worker1 worker2
                    worker2,cp | worker2 cp
                    localhost | ''
                    """)
    void patternsOfHostsAreAnsibles(String pattern, String hosts) throws IOException {
        Inventory inventory =
                InventoryReader.file(Checkouts.with(), "inventory/hosts.ini").withCluster();
        Play play = new Play("cluster.yml", pattern, Dict.EMPTY);
        assertEquals(hosts, String.join(" ", play.of(inventory)));
    }

    @Test
    void playbooksAreFollowedFromTheirOwnFolders() throws IOException {
        SourceTree tree = Checkouts.with(
                "cluster.yml",
                "- ansible.builtin.import_playbook: playbooks/cluster.yml\n",
                "playbooks/cluster.yml",
                "- import_playbook: facts.yml\n- hosts: etcd\n  roles: [base]\n",
                "playbooks/facts.yml",
                "- hosts: all\n  tasks:\n    - package: {name: facts}\n    - import_role: {name: base}\n",
                TASKS,
                "- package: {name: tar}\n");
        assertEquals(List.of("facts # playbooks/facts.yml", "tar # base"), list(tree, "{}", "debian-12"));
    }
}
