package io.github.kubespraymaven.manifest.packages;

import static io.github.kubespraymaven.manifest.packages.HostPackageLists.checkout;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.file;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.list;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of packages of small checkouts, in each of the forms that kubespray has had for them. */
class HostPackagesTest {
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
}
