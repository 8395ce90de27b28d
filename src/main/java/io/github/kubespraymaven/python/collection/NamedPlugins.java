package io.github.kubespraymaven.python.collection;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a checkout names.
 *
 * @param plugins in places where a plugin's name stands
 * @param collections in other places: imports, lists of collections, and all texts of the form NAMESPACE.NAME.PLUGIN
 * @param required by the checkout's galaxy.yml
 */
public record NamedPlugins(
        SortedSet<PluginName> plugins, SortedSet<CollectionName> collections, SortedSet<CollectionName> required) {
    /** Keeps its own copies. */
    public NamedPlugins {
        plugins = copy(plugins);
        collections = copy(collections);
        required = copy(required);
    }

    private static <T> SortedSet<T> copy(Set<T> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}
