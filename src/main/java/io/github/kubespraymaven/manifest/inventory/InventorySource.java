package io.github.kubespraymaven.manifest.inventory;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.util.Optional;

/**
 * An inventory and where its group_vars and host_vars lie.
 *
 * @param inventory hosts and groups
 * @param folder the directory with group_vars and host_vars; empty for hosts given by name, or none at all
 */
public record InventorySource(Inventory inventory, Optional<SourceTree> folder) {}
