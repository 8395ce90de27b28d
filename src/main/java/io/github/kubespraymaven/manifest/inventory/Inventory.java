package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hosts and groups. Each host is in {@code all}; those in no other group are in {@code ungrouped}.
 *
 * @param groups by name, without {@code all} and {@code ungrouped} unless the inventory names them
 * @param hosts the variables that the inventory's files give each host, in the order of their first mention
 */
public record Inventory(Map<String, Group> groups, Map<String, Dict> hosts) {
    public static final String ALL = "all";
    private static final String CLUSTER = "k8s_cluster";
    private static final List<String> NEEDED = List.of("kube_control_plane", "etcd", "kube_node");
    /** The parts of the cluster, and what they were called up to v2.15. */
    private static final SortedMap<String, String> OLD_NAMES = Collections.unmodifiableSortedMap(new TreeMap<>(
            Map.of("kube_control_plane", "kube-master", "kube_node", "kube-node", "calico_rr", "calico-rr")));

    public Inventory {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    }

    /** Groups that kubespray makes at run time (roles/dynamic_groups), where the inventory has them by old names only, or not at all. */
    public Inventory withCluster() {
        Map<String, Group> more = new LinkedHashMap<>(groups);
        OLD_NAMES.forEach((name, old) -> {
            if (!groups.containsKey(name) && groups.containsKey(old)) {
                more.put(name, new Group(name, members(old), List.of(), Dict.EMPTY));
            }
        });
        if (!groups.containsKey(CLUSTER)) {
            Inventory renamed = new Inventory(more, hosts);
            Set<String> members = new LinkedHashSet<>();
            OLD_NAMES.keySet().forEach(part -> members.addAll(renamed.members(part)));
            more.put(CLUSTER, new Group(CLUSTER, List.copyOf(members), List.of(), Dict.EMPTY));
        }
        return new Inventory(more, hosts);
    }

    /** The same groups with one host that is in all those that a cluster needs. */
    public Inventory withHost(String host) {
        Map<String, Group> more = new LinkedHashMap<>(groups);
        for (String needed : NEEDED) {
            String old = OLD_NAMES.getOrDefault(needed, needed);
            String name = groups.containsKey(old) ? old : needed;
            Group group = more.getOrDefault(name, new Group(name, List.of(), List.of(), Dict.EMPTY));
            more.put(name, new Group(name, List.of(host), group.children(), group.variables()));
        }
        return new Inventory(more, Map.of(host, Dict.EMPTY));
    }

    /** All hosts of a group and of its children, in the inventory's order. */
    public List<String> members(String group) {
        if (group.equals(ALL)) {
            return List.copyOf(hosts.keySet());
        }
        Set<String> found = new LinkedHashSet<>();
        collect(group, found, new HashSet<>());
        return List.copyOf(found);
    }

    private void collect(String name, Set<String> found, Set<String> seen) {
        Group group = groups.get(name);
        if (group != null && seen.add(name)) {
            found.addAll(group.hosts());
            group.children().forEach(child -> collect(child, found, seen));
        }
    }

    /** The names of the groups that a host is in, {@code all} aside, sorted: Ansible's {@code group_names}. */
    public List<String> groupNames(String host) {
        List<String> names = groups.keySet().stream()
                .filter(name -> !name.equals(ALL) && members(name).contains(host))
                .sorted()
                .toList();
        return names.isEmpty() && hosts.containsKey(host) ? List.of("ungrouped") : names;
    }

    /** A host's groups in the order in which later ones win: by depth, priority, name. */
    public List<Group> groupsOf(String host) {
        Map<String, Integer> depths = depths();
        return groupNames(host).stream()
                .filter(groups::containsKey)
                .map(groups::get)
                .sorted(Comparator.comparing((Group group) -> depths.getOrDefault(group.name(), 1))
                        .thenComparing(Inventory::priority)
                        .thenComparing(Group::name))
                .toList();
    }

    private static int priority(Group group) {
        return group.variables().get("ansible_group_priority").orElse(Int.of(1)) instanceof Int number
                ? number.value().intValue()
                : 1;
    }

    /** How far below {@code all} each group is; the longest way counts. */
    private Map<String, Integer> depths() {
        Map<String, Integer> depths = new HashMap<>();
        groups.keySet().forEach(name -> depths.put(name, 1));
        // At most as many rounds as there are levels; cycles have been refused.
        for (int round = 0; round < groups.size(); round++) {
            boolean changed = false;
            for (Group group : groups.values()) {
                int below = group.name().equals(ALL) ? 1 : depths.getOrDefault(group.name(), 1) + 1;
                for (String child : group.children()) {
                    if (depths.getOrDefault(child, 1) < below) {
                        depths.put(child, below);
                        changed = true;
                    }
                }
            }
            if (!changed) {
                break;
            }
        }
        return depths;
    }

    /** Ansible's variable {@code groups}: the hosts of each group by its name. */
    public Dict groupsVariable() {
        Dict.Builder dict = new Dict.Builder().put(ALL, texts(hosts.keySet()));
        dict.put(
                "ungrouped",
                texts(hosts.keySet().stream()
                        .filter(host -> groupNames(host).equals(List.of("ungrouped")))
                        .toList()));
        new TreeMap<>(groups)
                .keySet().stream()
                        .filter(name -> !name.equals(ALL))
                        .forEach(name -> dict.put(name, texts(members(name))));
        return dict.build();
    }

    private static Items texts(Collection<String> names) {
        List<Value> texts = new ArrayList<>();
        names.forEach(name -> texts.add(new Text(name)));
        return Items.list(texts);
    }
}
