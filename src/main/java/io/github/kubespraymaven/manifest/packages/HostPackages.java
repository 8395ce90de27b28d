package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.manifest.inventory.Inventory;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What kubespray installs on the hosts of an inventory if they run a distribution. */
public final class HostPackages {
    /** Variables of a host that say where it is, on which no package depends. */
    private static final Set<String> ADDRESSES = Set.of(
            "ansible_host", "ansible_port", "ansible_user", "ip", "ip6", "access_ip", "access_ip6", "etcd_member_name");

    private final RoleFiles files;
    private final List<Play> plays;
    private final HostVariables hosts;
    private final Inventory inventory;

    /**
     * Prepares the lists.
     *
     * @throws IOException if the playbook cannot be read
     */
    public HostPackages(SourceTree checkout, HostVariables hosts, Inventory inventory) throws IOException {
        this.files = new RoleFiles(checkout);
        this.plays = Play.all(files);
        this.hosts = hosts;
        this.inventory = inventory;
    }

    /**
     * The packages for one distribution.
     *
     * @param installed by name, sorted: which roles install it, and on what conditions
     * @param removed the same of those that are removed
     * @param isSupported whether the release's own check lets the distribution pass
     * @param warnings what could not be told, a line each
     */
    public record Found(
            Map<String, Collection<String>> installed,
            Map<String, Collection<String>> removed,
            boolean isSupported,
            List<String> warnings) {}

    /**
     * Follows the playbook on each host.
     *
     * @throws IOException if files cannot be read
     */
    public Found of(LinuxDistribution distribution, List<Architecture> architectures) throws IOException {
        Map<String, Collection<String>> installed = new TreeMap<>();
        Map<String, Collection<String>> removed = new TreeMap<>();
        Set<String> warnings = new LinkedHashSet<>();
        boolean supported = true;
        for (Architecture architecture : architectures) {
            for (String host : representatives()) {
                PackageTasks packages = new PackageTasks(distribution, inventory.groupNames(host));
                HostRun run =
                        new HostRun(files, new RunVariables(files, hosts, host, architecture, distribution), packages);
                for (Play play : plays) {
                    if (play.of(inventory).contains(host)) {
                        run.play(play);
                    }
                }
                packages.found().forEach(found -> (found.isRemoved() ? removed : installed)
                        .computeIfAbsent(found.name(), name -> new TreeSet<>())
                        .add(found.why()));
                warnings.addAll(run.warnings());
                supported &= run.isSupported();
            }
        }
        return new Found(installed, removed, supported, List.copyOf(warnings));
    }

    /** One host of those that are in the same groups and have the same variables; the first of the control plane does more than others. */
    private Collection<String> representatives() throws IOException {
        List<String> controlPlane = inventory.members("kube_control_plane");
        Map<List<Object>, String> hostsByKind = new LinkedHashMap<>();
        for (Map.Entry<String, Dict> host : inventory.hosts().entrySet()) {
            Dict.Builder own = host.getValue().toBuilder();
            ADDRESSES.forEach(name -> own.remove(new Text(name)));
            boolean first = !controlPlane.isEmpty() && controlPlane.get(0).equals(host.getKey());
            List<Object> kind = new ArrayList<>();
            kind.add(inventory.groupNames(host.getKey()));
            kind.add(own.build());
            kind.add(first);
            kind.add(hosts.hasFiles(host.getKey()) ? host.getKey() : "");
            hostsByKind.putIfAbsent(kind, host.getKey());
        }
        return hostsByKind.values();
    }
}
