package io.github.kubespraymaven.python.collection;

import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the files of a checkout for the plugins that they name. Names that are put together at run time are not found; what
 * is found too much costs room and breaks nothing.
 */
public final class CollectionScan {
    /** Directories that a deployment does not use. */
    private static final Set<String> PASSED_OVER =
            Set.of("tests", "test-infra", "contrib", "docs", "logo", "scripts", ".git", ".github", ".gitlab-ci");

    private final SortedSet<PluginName> plugins = new TreeSet<>();
    private final SortedSet<CollectionName> collections = new TreeSet<>();
    private final SortedSet<CollectionName> required = new TreeSet<>();

    /** Tells whether a file, by its path in the checkout, is worth its reading. */
    public static boolean isRead(String path) {
        int slash = path.indexOf('/');
        if ((slash >= 0 && PASSED_OVER.contains(path.substring(0, slash)))
                || ("/" + path + "/").contains("/molecule/")) {
            return false;
        }
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.endsWith(".yml")
                || name.endsWith(".yaml")
                || name.endsWith(".j2")
                || name.endsWith(".py")
                || name.endsWith(".cfg")
                || name.endsWith(".ini");
    }

    /** Reads a file. */
    public void add(String path, String text) {
        boolean yaml = path.endsWith(".yml") || path.endsWith(".yaml");
        if (path.equals("galaxy.yml")) {
            required.addAll(YamlNames.galaxyDependencies(text));
            return;
        }
        if (yaml) {
            YamlNames.modules(text, plugins, collections);
        }
        TextNames names = new TextNames(text, plugins, collections);
        names.qualified();
        names.imports();
        if (!path.endsWith(".py")) {
            names.filters();
            names.tests();
            names.lookups("lookup");
            names.lookups("query");
            names.lookups("q");
            names.loops();
            names.connections();
            names.becomeMethods();
            names.inventories();
        }
        if (path.endsWith(".cfg")) {
            ConfigurationNames.find(text, plugins);
        }
    }

    /** Returns what was found. */
    public NamedPlugins found() {
        return new NamedPlugins(plugins, collections, required);
    }
}
