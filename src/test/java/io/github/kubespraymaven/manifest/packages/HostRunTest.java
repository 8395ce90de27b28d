package io.github.kubespraymaven.manifest.packages;

import static io.github.kubespraymaven.manifest.packages.HostPackageLists.TASKS;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.checkout;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.file;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.lines;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.list;
import static io.github.kubespraymaven.manifest.packages.HostPackageLists.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.Checkouts;
import io.github.kubespraymaven.manifest.ManifestResult;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How plays, roles and tasks are followed on the way to packages. */
class HostRunTest {
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
