package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.manifest.ManifestRequest.Mode;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What kubespray downloads beyond {@code downloads}, each behind its switch, on a checkout of v2.31.0 or later that {@code
 * -Dkubespray.it.checkout=DIR} names; skipped without one. Versions are not compared: they change with every release.
 */
class RealCheckoutTest {
    private static Map<String, String> entries(String extraVars, Mode mode) throws IOException {
        String given = System.getProperty("kubespray.it.checkout", "");
        Assumptions.assumeTrue(
                !given.isBlank() && isRecent(Path.of(given, "galaxy.yml")),
                "skipped: give a checkout of v2.31.0 or later with -Dkubespray.it.checkout=DIR");
        SourceTree tree = SourceTree.of(Path.of(given));
        Manifest manifest = Manifests.make(new ManifestRequest(
                        tree,
                        () -> "v0",
                        Optional.empty(),
                        Optional.of(extraVars),
                        tree,
                        List.of(Architecture.AMD64),
                        mode,
                        List.of(),
                        Map.of()))
                .manifests()
                .get(0);
        Map<String, String> entries = new LinkedHashMap<>();
        manifest.files().forEach(file -> entries.put(file.url(), file.enabled() + " " + file.from()));
        manifest.images().forEach(image -> entries.put(image.reference(), image.enabled() + " " + image.from()));
        manifest.charts().forEach(chart -> entries.put(chart.repository(), chart.enabled() + " " + chart.from()));
        return entries;
    }

    private static boolean isRecent(Path galaxy) throws IOException {
        if (!Files.isRegularFile(galaxy)) {
            return false;
        }
        Matcher version = Pattern.compile("(?m)^version: 2\\.(\\d+)\\.").matcher(Files.readString(galaxy));
        return version.find() && Integer.parseInt(version.group(1)) >= 31;
    }

    /** The origin of the first entry that begins so; empty if there is none. */
    private static String origin(Map<String, String> entries, String beginning) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {azure_csi_enabled: true} | mcr.microsoft.com/k8s/csi/azuredisk-csi: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/csi-provisioner: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/csi-attacher: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/csi-snapshotter: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/csi-resizer: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/livenessprobe: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {azure_csi_enabled: true} | mcr.microsoft.com/oss/kubernetes-csi/csi-node-driver-registrar: | roles/kubernetes-apps/csi_driver/azuredisk/
                    {gcp_pd_csi_enabled: true} | registry.k8s.io/cloud-provider-gcp/gcp-compute-persistent-disk-csi-driver: | roles/kubernetes-apps/csi_driver/gcp_pd/
                    {upcloud_csi_enabled: true} | ghcr.io/upcloudltd/upcloud-csi: | roles/kubernetes-apps/csi_driver/upcloud/
                    {upcloud_csi_enabled: true} | registry.k8s.io/sig-storage/csi-provisioner: | roles/kubernetes-apps/csi_driver/upcloud/
                    {upcloud_csi_enabled: true} | registry.k8s.io/sig-storage/csi-attacher: | roles/kubernetes-apps/csi_driver/upcloud/
                    {upcloud_csi_enabled: true} | registry.k8s.io/sig-storage/csi-resizer: | roles/kubernetes-apps/csi_driver/upcloud/
                    {upcloud_csi_enabled: true} | registry.k8s.io/sig-storage/csi-node-driver-registrar: | roles/kubernetes-apps/csi_driver/upcloud/
                    {vsphere_csi_enabled: true} | registry.k8s.io/csi-vsphere/driver: | roles/kubernetes-apps/csi_driver/vsphere/
                    {cloud_provider: external, external_cloud_provider: openstack} | registry.k8s.io/provider-os/openstack-cloud-controller-manager: | roles/kubernetes-apps/external_cloud_controller/openstack/
                    {cloud_provider: external, external_cloud_provider: vsphere} | registry.k8s.io/cloud-pv-vsphere/cloud-provider-vsphere: | roles/kubernetes-apps/external_cloud_controller/vsphere/
                    {cloud_provider: external, external_cloud_provider: hcloud} | docker.io/hetznercloud/hcloud-cloud-controller-manager: | roles/kubernetes-apps/external_cloud_controller/hcloud/
                    {cloud_provider: external, external_cloud_provider: huaweicloud} | swr.ap-southeast-1.myhuaweicloud.com/k8s-cloudprovider/huawei-cloud-controller-manager: | roles/kubernetes-apps/external_cloud_controller/huaweicloud/
                    {cloud_provider: external, external_cloud_provider: oci} | ghcr.io/oracle/cloud-provider-oci: | roles/kubernetes-apps/external_cloud_controller/oci/
                    {kube_network_plugin: kube-ovn} | docker.io/kubeovn/vpc-nat-gateway: | roles/network_plugin/kube-ovn/
                    {kube_network_plugin: kube-ovn, kube_ovn_dpdk_enabled: true} | docker.io/kubeovn/kube-ovn-dpdk: | roles/network_plugin/kube-ovn/
                    {local_path_provisioner_enabled: true} | busybox: | roles/kubernetes-apps/external_provisioner/local_path_provisioner/
                    {node_feature_discovery_enabled: true} | registry.k8s.io/nfd/node-feature-discovery: | roles/kubernetes-apps/node_feature_discovery/
                    {nvidia_accelerator_enabled: true} | registry.k8s.io/nvidia-gpu-device-plugin@sha256: | roles/kubernetes-apps/container_engine_accelerator/nvidia_gpu/
                    {nvidia_accelerator_enabled: true} | registry.k8s.io/ubuntu-nvidia-driver-installer@sha256: | roles/kubernetes-apps/container_engine_accelerator/nvidia_gpu/
                    {argocd_enabled: true} | https://raw.githubusercontent.com/argoproj/argo-cd/ | downloads
                    {kube_network_plugin: cilium} | https://helm.cilium.io/cilium- | chart
                    {kubelet_rotate_server_certificates: true} | https://postfinance.github.io/ | role roles/kubernetes-apps/kubelet-csr-approver
                    {kubelet_rotate_server_certificates: true} | https://get.helm.sh/ | task roles/kubernetes-apps/helm/
                    {kube_network_plugin: custom_cni, custom_cni_chart_release_name: a, custom_cni_chart_repository_name: b, custom_cni_chart_repository_url: 'https://charts.example.org', custom_cni_chart_ref: b/c, custom_cni_chart_version: '1'} | https://charts.example.org | role roles/network_plugin/custom_cni
                    """)
    void isListedWhenItsSwitchIsOnAndNotBefore(String switches, String beginning, String where) throws IOException {
        String from = where.startsWith("roles/") ? "template " + where : where;
        String found = origin(entries(switches, Mode.COMPLETE), beginning);
        assertTrue(found.startsWith("true " + from), beginning + " is '" + found + "'");
        assertEquals("", origin(entries("{}", Mode.COMPLETE), beginning));
    }

    /** Kubespray sets them up for Kubernetes before 1.29 only, which this release no longer deploys nor has versions for. */
    @Test
    void schedulerPluginsAreListedForTheKubernetesThatTheyAreFor() throws IOException {
        String first = "\"{{ (%s['amd64'] | dict2items)[0].key }}\"";
        String old = "{kube_major_version: '1.28', etcd_version: " + first.formatted("etcd_binary_checksums")
                + ", pod_infra_version: '3.9', coredns_version: '1.11', crictl_version: "
                + first.formatted("crictl_checksums")
                + ", scheduler_plugins_version: '0.28.9', scheduler_plugins_enabled: ";
        Map<String, String> on = entries(old + "true}", Mode.COMPLETE);
        Map<String, String> off = entries(old + "false}", Mode.COMPLETE);
        for (String image : List.of("controller", "kube-scheduler")) {
            String beginning = "registry.k8s.io/scheduler-plugins/" + image + ":";
            assertTrue(
                    origin(on, beginning).startsWith("true template roles/kubernetes-apps/scheduler_plugins/"),
                    beginning + " is '" + origin(on, beginning) + "'");
            assertEquals("", origin(off, beginning));
        }
    }

    @Test
    void whatIsSwitchedOffIsListedOnlyWithAll() throws IOException {
        assertTrue(entries("{}", Mode.COMPLETE).values().stream().allMatch(origin -> origin.startsWith("true")));
        Map<String, String> all = entries("{}", Mode.ALL);
        for (String beginning : List.of(
                "mcr.microsoft.com/k8s/csi/azuredisk-csi:",
                "docker.io/kubeovn/vpc-nat-gateway:",
                "docker.io/kubeovn/kube-ovn-dpdk:",
                "ghcr.io/upcloudltd/upcloud-csi:",
                "https://helm.cilium.io/cilium-")) {
            assertTrue(origin(all, beginning).startsWith("false"), beginning);
        }
    }
}
