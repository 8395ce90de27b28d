package io.github.kubespraymaven.manifest;

import java.util.List;

/**
 * A chart that a deployment fetches from a repository. What its file is called and its digest are in the repository's index.yaml.
 *
 * @param name as in the index
 * @param repository the repository's URL
 * @param version as the deployment asks for it
 * @param groups hosts of these groups fetch it
 * @param hosts those that fetch it; empty without an inventory
 * @param enabled whether the variables switch it on
 * @param from {@code role PATH}
 */
public record ChartEntry(
        String name,
        String repository,
        String version,
        List<String> groups,
        List<String> hosts,
        boolean enabled,
        String from) {
    public ChartEntry {
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
    }
}
