package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.jinja.value.Dict;
import java.util.List;

/**
 * A group of hosts.
 *
 * @param hosts those named in it, in their order; those of children aside
 * @param children the names of groups that belong to it
 * @param variables those that the inventory's files give it
 */
public record Group(String name, List<String> hosts, List<String> children, Dict variables) {
    public Group {
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
    }
}
