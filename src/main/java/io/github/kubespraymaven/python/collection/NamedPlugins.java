package io.github.kubespraymaven.python.collection;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a checkout names.
 *
 * @param plugins in places where a plugin's name stands
 * @param collections in other places: imports, lists of collections, and all texts of the form NAMESPACE.NAME.PLUGIN
 * @param required by the checkout's galaxy.yml
 */
public record NamedPlugins(
        SortedSet<PluginName> plugins, SortedSet<CollectionName> collections, SortedSet<CollectionName> required) {
    /** Nothing is named. */
    public static final NamedPlugins NONE = new NamedPlugins(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    /** Keeps its own copies. */
    public NamedPlugins {
        plugins = copy(plugins);
        collections = copy(collections);
        required = copy(required);
    }

    /** Returns all that several name. */
    public static NamedPlugins together(Collection<NamedPlugins> several) {
        SortedSet<PluginName> plugins = new TreeSet<>();
        SortedSet<CollectionName> collections = new TreeSet<>();
        SortedSet<CollectionName> required = new TreeSet<>();
        for (NamedPlugins one : several) {
            plugins.addAll(one.plugins);
            collections.addAll(one.collections);
            required.addAll(one.required);
        }
        return new NamedPlugins(plugins, collections, required);
    }

    /** Returns a line that {@link #parse} reads; what cannot be a plugin's name is left out. */
    public String line() {
        StringBuilder line = new StringBuilder();
        String space = "";
        for (PluginName plugin : plugins) {
            if (isPlain(plugin.name())) {
                line.append(space).append(plugin.kind().key()).append(':').append(plugin.name());
                space = " ";
            }
        }
        append(line.append(';'), collections);
        append(line.append(';'), required);
        return line.toString();
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!CollectionName.isOfName(c) && c != '.' && !(c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static void append(StringBuilder line, Set<CollectionName> names) {
        String space = "";
        for (CollectionName name : names) {
            line.append(space).append(name.namespace()).append('.').append(name.name());
            space = " ";
        }
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static NamedPlugins parse(String line) {
        String[] parts = line.split(";", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a line of names: " + line);
        }
        SortedSet<PluginName> plugins = new TreeSet<>();
        for (String word : words(parts[0])) {
            String[] kindAndName = word.split(":", 2);
            plugins.add(new PluginName(PluginKind.of(kindAndName[0]), kindAndName[kindAndName.length - 1]));
        }
        return new NamedPlugins(plugins, names(parts[1]), names(parts[2]));
    }

    private static SortedSet<CollectionName> names(String text) {
        return words(text).stream()
                .flatMap(word -> CollectionName.of(word).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static <T> SortedSet<T> copy(Set<T> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}
