package io.github.kubespraymaven.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A file that a deployment downloads.
 *
 * @param name as in kubespray's {@code downloads}, or made of the file's name
 * @param checksum ALGORITHM:HEX, where kubespray has one
 * @param destination where kubespray puts it on the host
 * @param groups hosts of these groups download it
 * @param hosts those that download it; empty without an inventory
 * @param enabled whether the variables switch it on
 * @param from {@code downloads}, {@code chart} (the file of a chart whose URL is known without an index), or {@code task PATH}
 */
public record FileEntry(
        String name,
        String url,
        Optional<String> checksum,
        Optional<String> destination,
        List<String> groups,
        List<String> hosts,
        boolean enabled,
        String from) {
    public FileEntry {
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
    }
}
