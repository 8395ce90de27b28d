package io.github.kubespraymaven.python.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsibleCollectionsTest {
    private final AnsibleCollections collections;

    AnsibleCollectionsTest(@TempDir Path directory) throws IOException {
        Path core = WheelFixture.of("ansible_core", "2.18.1")
                .file(
                        "ansible/config/ansible_builtin_runtime.yml",
                        """
                        plugin_routing:
                          modules:
                            sysctl: {redirect: ansible.posix.sysctl}
                            yum: {redirect: ansible.builtin.dnf}
                            docker_login: {redirect: community.docker.docker_login}
                          filter:
                            json_query: {redirect: community.general.json_query}
                            k8s_name: {redirect: kubernetes.core.k8s_name}
                          callback:
                            profile_tasks: {redirect: ansible.posix.profile_tasks}
                          inventory:
                            aws_ec2: {redirect: amazon.aws.aws_ec2}
                        """)
                .in(directory);
        WheelFixture ansible = WheelFixture.of("ansible", "11.0");
        manifest(ansible, "amazon/aws", "");
        manifest(ansible, "ansible/posix", "");
        manifest(ansible, "ansible/utils", "");
        manifest(ansible, "community/docker", "\"community.library\": \">=1\"");
        manifest(ansible, "community/general", "");
        manifest(ansible, "community/library", "");
        manifest(ansible, "kubernetes/core", "");
        this.collections = AnsibleCollections.read(
                ansible.in(directory),
                DistributionFilename.parse("ansible-11.0-py3-none-any.whl"),
                core,
                DistributionFilename.parse("ansible_core-2.18.1-py3-none-any.whl"));
    }

    private static void manifest(WheelFixture wheel, String directory, String dependencies) {
        wheel.file(
                "ansible_collections/" + directory + "/MANIFEST.json",
                "{\"collection_info\": {\"dependencies\": {" + dependencies + "}}}");
    }

    private String used(String path, String text) {
        CollectionScan scan = new CollectionScan();
        scan.add(path, text);
        return collections
                .chosen(new CollectionChoice.Used(Set.of()), scan.found())
                .toString();
    }

    @Test
    void qualifiedNamesAreFoundAnywhere() {
        assertEquals(
                "[ansible.posix, ansible.utils]",
                used(
                        "roles/a/tasks/main.yml",
                        """
                        - name: mount
                          ansible.posix.mount:
                            path: "{{ a | ansible.utils.ipaddr }}"
                        """));
        assertEquals(
                "[kubernetes.core]", used("plugins/x.py", "from ansible_collections.kubernetes.core.plugins import y"));
        assertEquals("[]", used("roles/a/tasks/main.yml", "image: example.ansible.posix.io/x\n"));
    }

    @Test
    void shortNamesOfModulesCountInTasksOnly() {
        assertEquals("[ansible.posix]", used("roles/a/tasks/main.yml", "- block:\n    - sysctl: {name: x}\n"));
        assertEquals("[ansible.posix]", used("play.yml", "- hosts: all\n  tasks:\n    - action: sysctl name=x\n"));
        assertEquals("[]", used("roles/a/defaults/main.yml", "sysctl: 1\n"));
        assertEquals("[]", used("roles/a/tasks/main.yml", "- yum: {name: x}\n- shell: sysctl -w x\n"));
    }

    @Test
    void shortNamesOfOtherPluginsCountWhereTheyStand() {
        assertEquals(
                "[community.general, kubernetes.core]",
                used("roles/a/templates/x.j2", "{{ a | json_query('b') }} {% if b|k8s_name %}"));
        assertEquals("[ansible.posix]", used("ansible.cfg", "[defaults]\ncallbacks_enabled = timer, profile_tasks\n"));
        assertEquals("[amazon.aws]", used("inventory/aws.yml", "plugin: aws_ec2\n"));
    }

    @Test
    void whatGalaxyYmlAsksForIsThereWithWhatThatNeeds() {
        assertEquals(
                "[ansible.utils, community.docker, community.library]",
                used("galaxy.yml", "name: x\ndependencies:\n  community.docker: '>=1'\n  ansible.utils: '*'\n"));
    }

    @Test
    void yamlThatIsATemplateOrHasTagsIsReadAsFarAsItCan() {
        assertEquals("[ansible.posix]", used("group_vars/all.yml", "a: !vault |\n  123\nb: ansible.posix.mount\n"));
        assertEquals("[ansible.posix]", used("roles/x.yml", "{% if a %}\n- : {{\nansible.posix.mount"));
    }

    @Test
    void filesThatADeploymentDoesNotUseAreNotRead() {
        assertEquals(
                List.of(true, true, true, false, false, false, false),
                List.of(
                                "cluster.yml",
                                "roles/a/tasks/main.yml",
                                "ansible.cfg",
                                "tests/x.yml",
                                "contrib/x.yml",
                                "roles/a/molecule/default/converge.yml",
                                "README.md")
                        .stream()
                        .map(CollectionScan::isRead)
                        .toList());
    }

    @Test
    void choicesAreReadAndChecked() {
        NamedPlugins nothing = new CollectionScan().found();
        assertEquals(
                7, collections.chosen(CollectionChoice.parse("all"), nothing).size());
        assertEquals(
                "[amazon.aws]",
                collections
                        .chosen(CollectionChoice.parse("used,+amazon.aws"), nothing)
                        .toString());
        assertEquals(
                "[community.docker, community.library]",
                collections
                        .chosen(CollectionChoice.parse("community.docker"), nothing)
                        .toString());
        assertEquals(
                "collections=used,All: all, used, or names as community.general were wanted, got 'All'",
                assertThrows(IllegalArgumentException.class, () -> CollectionChoice.parse("used,All"))
                        .getMessage());
        assertEquals(
                "collections: there is no a.b in this release of ansible; none of its 7 collections has a name like that",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> collections.chosen(CollectionChoice.parse("a.b"), nothing))
                        .getMessage());
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatAreLikeIt() {
        NamedPlugins nothing = NamedPlugins.NONE;
        assertEquals(
                "collections: there is no ansible.posx in this release of ansible; there are ansible.posix, ansible.utils\n"
                        + "collections: there is no community.genral in this release of ansible; there are"
                        + " community.general, community.library, community.docker",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> collections.chosen(
                                        CollectionChoice.parse("community.genral,ansible.posx,ansible.utils"), nothing))
                        .getMessage());
    }

    @Test
    void aRecordOfThemSaysTheSame() throws IOException {
        assertEquals(collections, AnsibleCollections.of(new JsonView("record", "", collections.json())));
    }

    @Test
    void aLineOfNamesSaysTheSame() {
        CollectionScan scan = new CollectionScan();
        scan.add(
                "roles/a/tasks/main.yml",
                "- sysctl: {}\n- ansible.posix.mount: {}\n- debug: {msg: \"{{ x | json_query }}\"}\n");
        scan.add("galaxy.yml", "dependencies: {community.docker: '*'}\n");
        assertEquals(scan.found(), NamedPlugins.parse(scan.found().line()));
    }

    @Test
    void theFilterKeepsWhatIsOfNoCollection() {
        Predicate<String> filter = AnsibleCollections.filter(Set.of(new CollectionName("ansible", "posix")));
        assertEquals(
                List.of(true, true, true, false, false),
                List.of(
                                "ansible-11.0.dist-info/METADATA",
                                "ansible_collections/ansible_community.py",
                                "ansible_collections/ansible/posix/plugins/modules/mount.py",
                                "ansible_collections/ansible/posixes/x.py",
                                "ansible_collections/amazon/aws/MANIFEST.json")
                        .stream()
                        .map(filter::test)
                        .toList());
    }
}
