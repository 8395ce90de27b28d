package io.github.kubespraymaven.manifest;

import java.util.List;

/**
 * An addon of a checkout.
 *
 * @param name as in the variable {@code NAME_enabled}
 * @param adds URLs and images that it would add to the lists; empty if it is on already, or downloads nothing
 * @param remarks warnings that it would bring, or why it cannot be told what it adds
 */
public record Addon(String name, List<String> adds, List<String> remarks) {
    public Addon {
        adds = List.copyOf(adds);
        remarks = List.copyOf(remarks);
    }
}
