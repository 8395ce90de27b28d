package io.github.kubespraymaven.manifest;

import java.util.List;
import java.util.Optional;

/**
 * An image that a deployment pulls.
 *
 * @param name as in kubespray's {@code downloads}, or made of the role and the repository
 * @param reference what the hosts pull
 * @param digest {@code sha256:HEX}, where the variables give one
 * @param groups hosts of these groups pull it
 * @param hosts those that pull it; empty without an inventory
 * @param enabled whether the variables switch it on
 * @param from {@code downloads}, {@code kubeadm}, {@code template PATH}, or {@code chart} (a chart in a registry)
 */
public record ImageEntry(
        String name,
        String reference,
        Optional<String> digest,
        List<String> groups,
        List<String> hosts,
        boolean enabled,
        String from) {
    public ImageEntry {
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
    }
}
