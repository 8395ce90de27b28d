package io.github.kubespraymaven.offline.overrides;

import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.NEW;
import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.OLD;
import static io.github.kubespraymaven.offline.overrides.SiteCheckouts.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.offline.mirror.Naming;
import io.github.kubespraymaven.offline.overrides.SiteCheckouts.Asked;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is moved, by which variables, and what the proof says of an inventory where that cannot be. */
class OfflineVarsTest {
    private static final String FILES = "https://files.example.com/k";

    private static Asked files(String... more) throws IOException {
        return new Asked(tree(NEW, more)).files(FILES);
    }

    private static Asked images(String... more) throws IOException {
        return new Asked(tree(NEW, more)).images(Naming.HOST, "reg.example.com");
    }

    private static String message(Asked asked) {
        return String.valueOf(
                assertThrows(UserErrorException.class, asked::result).getMessage());
    }

    @Test
    void theVariablesOfHostsMoveAllFilesThatTheReleaseBuildsOnThem() throws IOException {
        assertEquals(
                """
                files_repo: 'https://files.example.com/k'
                dl_k8s_io_url: '{{ files_repo }}/dl.k8s.io'
                github_url: '{{ files_repo }}/github.com'
                argocd_install_url: '{{ files_repo }}/raw.example.org/argo/v{{ kube_version }}/install.yaml'
                approver_repository_url: '{{ files_repo }}/charts.example.org/approver'
                cilium_install_extra_flags: '--repository {{ files_repo }}/helm.cilium.io/'
                additional_no_proxy: 'files.example.com'
                """,
                files().offline());
    }

    @Test
    void withoutSuchVariablesEachUrlHasItsLineWithBackslashesAsTheyWere() throws IOException {
        assertEquals(
                """
                files_repo: 'https://files.example.com/k'
                kubelet_download_url: '{{ files_repo }}/dl.k8s.io/release/v{{ kube_version }}/bin/linux/{{ image_arch }}/kubelet'
                youki_download_url: '{{ files_repo }}/github.com/youki/v{{ youki_version | regex_replace(''\\\\.'', ''_'') }}/youki.tar.gz'
                calicoctl_download_url: '{{ files_repo }}/github.com/calico/calicoctl-{{ image_arch }}'
                calicoctl_alternate_download_url: '{{ files_repo }}/github.com/calicoctl/calicoctl-{{ image_arch }}'
                additional_no_proxy: 'files.example.com'
                """,
                new Asked(tree(OLD)).files(FILES).offline());
    }

    @Test
    void imagesKeepTheirUpstreamsNameBehindTheHost() throws IOException {
        String text = images().offline();
        assertTrue(
                text.startsWith(
                        """
                registry_host: 'reg.example.com'
                kube_image_repo: '{{ registry_host }}/registry.k8s.io'
                docker_image_repo: '{{ registry_host }}/docker.io'
                quay_image_repo: '{{ registry_host }}/quay.io'
                azure_csi_image_repo: '{{ registry_host }}/mcr.example.org/oss/csi'
                storage_helper_image_repo: '{{ registry_host }}/docker.io/library/busybox'
                """),
                text);
        assertFalse(text.contains("gcr_image_repo"), "nothing reads it");
    }

    @Test
    void orTheirPathsAlone() throws IOException {
        String text =
                new Asked(tree(NEW)).images(Naming.PATH, "[::1]:5000/mirror").offline();
        assertTrue(
                text.startsWith(
                        """
                registry_host: '[::1]:5000/mirror'
                kube_image_repo: '{{ registry_host }}'
                docker_image_repo: '{{ registry_host }}'
                quay_image_repo: '{{ registry_host }}'
                azure_csi_image_repo: '{{ registry_host }}/oss/csi'
                storage_helper_image_repo: '{{ registry_host }}/library/busybox'
                """),
                text);
        assertTrue(text.contains("additional_no_proxy: '[::1],::1'"), text);
    }

    @Test
    void eachUpstreamMayHaveItsOwnFront() throws IOException {
        String text = new Asked(tree(NEW))
                .images(
                        Naming.PATH,
                        "docker.io=hub.example.com",
                        "registry.k8s.io=h.example.com/k8s",
                        "quay.io=q.example.com:5000")
                .offline();
        assertTrue(
                text.startsWith(
                        """
                kube_image_repo: 'h.example.com/k8s'
                docker_image_repo: 'hub.example.com'
                quay_image_repo: 'q.example.com:5000'
                storage_helper_image_repo: 'hub.example.com/library/busybox'
                containerd_registries_mirrors:
                """),
                text);
        assertFalse(text.contains("azure"), "nobody said where mcr.example.org's images are, and nothing pulls them");
    }

    @Test
    void anUpstreamOfWhichNobodySaidWhereItIsIsNamedWhenImagesAreOfIt() throws IOException {
        assertEquals(
                "Nothing was written:\n  registryHost names no host for quay.io, registry.k8s.io, which this deployment pulls"
                        + " images of; add quay.io=HOST,registry.k8s.io=HOST",
                message(new Asked(tree(NEW)).images(Naming.PATH, "docker.io=hub.example.com")));
    }

    @Test
    void aValueOfTheInventoryIsMovedLikeTheReleases() throws IOException {
        OverridesResult result = files(
                        "inventory/group_vars/all/all.yml", "github_url: https://proxy.example.net:443/gh\n")
                .result();
        assertTrue(new String(result.files().get("offline.yml"), java.nio.charset.StandardCharsets.UTF_8)
                .contains("github_url: '{{ files_repo }}/proxy.example.net/gh'\n"));
        assertEquals(
                List.of("github_url is the inventory's own, not the release's: offline.yml has"
                        + " {{ files_repo }}/proxy.example.net/gh, and the site must have it there"),
                result.warnings());
    }

    @Test
    void aValueThatWinsOverTheFileIsAnErrorThatNamesTheVariable() throws IOException {
        assertEquals(
                "Nothing was written:\n  downloads.etcd.url (host worker, linux/amd64): it would be"
                        + " 'https://elsewhere.example.net/etcd-io/etcd/etcd-amd64.tar.gz', not"
                        + " 'https://files.example.com/k/elsewhere.example.net/etcd-io/etcd/etcd-amd64.tar.gz'; the variable"
                        + " github_url is set for this host where it wins over group_vars/all/offline.yml, in a group's, a"
                        + " host's or extra variables: take it out there\n"
                        + "  downloads.etcd.url (host worker, linux/arm64): it would be"
                        + " 'https://elsewhere.example.net/etcd-io/etcd/etcd-arm64.tar.gz', not"
                        + " 'https://files.example.com/k/elsewhere.example.net/etcd-io/etcd/etcd-arm64.tar.gz'; the variable"
                        + " github_url is set for this host where it wins over group_vars/all/offline.yml, in a group's, a"
                        + " host's or extra variables: take it out there",
                message(files("inventory/host_vars/worker.yml", "github_url: https://elsewhere.example.net\n")));
        assertTrue(message(files().extraVars("dl_k8s_io_url=https://elsewhere.example.net"))
                .contains("the variable dl_k8s_io_url is set for this host"));
        assertTrue(message(files("inventory/group_vars/all/zz.yml", "github_url: https://elsewhere.example.net\n"))
                .contains("the variable github_url is set for this host"));
    }

    @Test
    void whatStandsInAnEntryItselfIsMovedByNoVariable() throws IOException {
        String path = "roles/kubespray_defaults/defaults/main/download.yml";
        String more = NEW.getOrDefault(path, "")
                + """
                    fixed:
                      enabled: false
                      file: true
                      url: https://fixed.example.org/file
                      groups: [etcd]
                  """;
        String message = message(files(path, more));
        assertTrue(
                message.contains(
                        "downloads.fixed.url (host cp, linux/amd64): it would be 'https://fixed.example.org/file', not"
                                + " 'https://files.example.com/k/fixed.example.org/file'; no variable of this release moves it: the"
                                + " value stands in the entry itself"),
                message);
    }

    @Test
    void anOverrideThatChangesAnotherFieldIsAnError() throws IOException {
        String path = "roles/kubespray_defaults/defaults/main/download.yml";
        String dest = NEW.getOrDefault(path, "")
                .replace("/tmp/kubelet-{{ kube_version }}", "/tmp/{{ dl_k8s_io_url | basename }}");
        String message = message(files(path, dest.replace("dl_k8s_io_url | basename", "dl_k8s_io_url")));
        assertTrue(message.contains("downloads.kubelet.dest (host cp, linux/amd64): it would be"), message);
    }

    @Test
    void twoImagesThatWouldBeOneAreNamed() throws IOException {
        String message = message(
                new Asked(tree(NEW, "inventory/group_vars/all.yml", "calico_image_repo: quay.io/library/nginx\n"))
                        .images(Naming.PATH, "reg.example.com"));
        assertTrue(
                message.contains(
                        "docker.io/library/nginx would both be reg.example.com/library/nginx; keep the registries"
                                + " apart with -Dkubespray.imageNames=host"),
                message);
    }

    @Test
    void whatATemplateHardCodesIsAWarningAndHasItsMirror() throws IOException {
        Asked asked = images("inventory/group_vars/all.yml", "storage_enabled: true\n");
        assertEquals(
                List.of("old.example.org/hard/coded:2 is named by template"
                        + " roles/kubernetes-apps/storage/templates/pod.yml.j2, where no variable moves it; nodes get it by the"
                        + " runtime's mirror, or not at all"),
                asked.result().warnings());
        assertTrue(asked.offline().contains("https://reg.example.com/v2/old.example.org"));
    }

    @Test
    void packagesAreMovedAndWhereOnlyExtraVariablesWinInAFileForThese() throws IOException {
        Asked asked = new Asked(tree(NEW)).packages("http://packages.example.com");
        assertEquals(
                """
                os_repo: 'http://packages.example.com'
                docker_rh_repo_base_url: '{{ os_repo }}/download.example.org/rhel/{{ ansible_distribution_major_version }}/$basearch'
                docker_rh_repo_gpgkey: '{{ os_repo }}/download.example.org/rhel/gpg'
                additional_no_proxy: 'packages.example.com'
                """,
                asked.offline());
        assertEquals(
                """
                docker_rh_repo_base_url: '{% if (ansible_facts[''distribution''] | lower).split('' '')[0] == ''kylin'' %}\
                {{ os_repo }}/download.example.org/centos/8/$basearch{% else %}\
                {{ os_repo }}/download.example.org/rhel/{{ ansible_distribution_major_version }}/$basearch{% endif %}'
                """,
                asked.text(OverridesResult.EXTRA));
        assertTrue(asked.result().notes().get(1).startsWith("Pass offline-extra.yml with -e @offline-extra.yml"));
    }

    @Test
    void exceptionsFromAProxyAreAddedToThoseOfTheInventory() throws IOException {
        assertTrue(files("inventory/group_vars/all.yml", "additional_no_proxy: 10.0.0.0/8, .lan,\n")
                .offline()
                .contains("additional_no_proxy: '10.0.0.0/8,.lan,files.example.com'"));
    }

    @Test
    void aShareHasNoChartsAndNoProxy() throws IOException {
        Asked asked = new Asked(tree(NEW, "inventory/group_vars/all.yml", "kube_network_plugin: cilium\n"))
                .files("file:///mnt/files");
        assertEquals(
                """
                files_repo: 'file:///mnt/files'
                dl_k8s_io_url: '{{ files_repo }}/dl.k8s.io'
                github_url: '{{ files_repo }}/github.com'
                argocd_install_url: '{{ files_repo }}/raw.example.org/argo/v{{ kube_version }}/install.yaml'
                """,
                asked.offline());
        assertTrue(
                asked.result()
                        .warnings()
                        .get(0)
                        .startsWith(
                                "kube_network_plugin: cilium installs a chart from https://helm.cilium.io: helm takes no charts from a share"));
    }

    @Test
    void flagsForCiliumAreKeptAndOnesThatNameARepositoryWin() throws IOException {
        assertTrue(files("inventory/group_vars/all.yml", "cilium_install_extra_flags: --wait\n")
                .offline()
                .contains("cilium_install_extra_flags: '--wait --repository {{ files_repo }}/helm.cilium.io/'"));
        OverridesResult own = files(
                        "inventory/group_vars/all.yml", "cilium_install_extra_flags: --repository https://c\n")
                .result();
        assertTrue(own.warnings().toString().contains("says already where Cilium's chart is, and is kept"));
    }

    @Test
    void digestsOfTheChartAreNotAskedForWhereTheMirrorHasOthers() throws IOException {
        String without = images().cut("quay.io/other/app:1").offline();
        assertFalse(without.contains("useDigest"), without);
        String with = images().cut("quay.io/cilium/cilium:v1.19.3").offline();
        assertTrue(
                with.contains(
                        """
                        cilium_extra_values:
                          image:
                            useDigest: false
                          operator:
                            image:
                              useDigest: false
                        """),
                with);
    }

    @Test
    void imagesMayBeLeftToThePods() throws IOException {
        assertEquals(
                "download_container: false\n",
                new Asked(tree(NEW)).withoutPulls().offline());
    }

    @Test
    void aFileOfTheGoalsOwnInTheInventoryDoesNotCount() throws IOException {
        byte[] first = files().result().files().get("offline.yml");
        String text = new String(first, java.nio.charset.StandardCharsets.UTF_8);
        OverridesResult again =
                files("inventory/group_vars/all/offline.yml", text).result();
        assertEquals(text, new String(again.files().get("offline.yml"), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(List.of(), again.warnings());
    }

    @Test
    void somebodysOwnFileOfThatNameIsNotReplacedSilently() throws IOException {
        OverridesResult result = files("inventory/group_vars/all/offline.yml", "# mine\nntp_enabled: true\n")
                .result();
        assertEquals(
                List.of(
                        "inventory/group_vars/all/offline.yml is not this goal's and sets ntp_enabled: move what is to stay"
                                + " into another file of group_vars/all/ before it is replaced"),
                result.warnings());
    }

    @Test
    void aFileThatTheDirectoryWouldHideIsNamed() throws IOException {
        assertEquals(
                "Copy offline.yml into group_vars/all/ of the inventory, or pass it with -e @offline.yml. A directory"
                        + " group_vars/all/ hides the file group_vars/all.yml: move that into it first, as group_vars/all/all.yml.",
                files("inventory/group_vars/all.yml", "a: b\n").result().notes().get(0));
    }

    @Test
    void whoSaysNothingIsTold() {
        assertTrue(message(new Asked(tree(NEW))).startsWith("Say what the site has: -Dkubespray.filesRepo=URL"));
    }
}
