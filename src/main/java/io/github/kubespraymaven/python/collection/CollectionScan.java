package io.github.kubespraymaven.python.collection;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the files of a checkout for the plugins that they name. Names that are put together at run time are not found; what
 * is found too much costs room and breaks nothing.
 */
public final class CollectionScan {
    /** Directories that a deployment does not use. */
    private static final Set<String> PASSED_OVER =
            Set.of("tests", "test-infra", "contrib", "docs", "logo", "scripts", ".git", ".github", ".gitlab-ci");

    private static final Pattern QUALIFIED =
            Pattern.compile("(?<![\\w./-])[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_]*");
    private static final Pattern IMPORT =
            Pattern.compile("\\bansible_collections[./]([a-z_][a-z0-9_]*)[./]([a-z_][a-z0-9_]*)");
    private static final Pattern FILTER = Pattern.compile("\\|\\s*([a-z_][a-z0-9_]*)");
    private static final Pattern TEST = Pattern.compile("\\bis\\s+(?:not\\s+)?([a-z_][a-z0-9_]*)");
    private static final Pattern QUERY = Pattern.compile("\\bquery\\(\\s*['\"]([a-z_][a-z0-9_]*)['\"]");
    private static final Pattern Q = Pattern.compile("\\bq\\(\\s*['\"]([a-z_][a-z0-9_]*)['\"]");
    private static final Pattern LOOKUP = Pattern.compile("\\blookup\\(\\s*['\"]([a-z_][a-z0-9_]*)['\"]");
    private static final Pattern LOOP = Pattern.compile("(?m)^[ -]*with_([a-z_][a-z0-9_]*)\\s*:");
    private static final Pattern CONNECTION =
            Pattern.compile("\\b(?:ansible_)?connection\\s*[:=]\\s*['\"]?([a-z_][a-z0-9_]*)");
    private static final Pattern BECOME = Pattern.compile("\\bbecome_method\\s*[:=]\\s*['\"]?([a-z_][a-z0-9_]*)");
    private static final Pattern INVENTORY = Pattern.compile("(?m)^plugin:\\s*['\"]?([a-z_][a-z0-9_]*)");
    private static final Pattern CALLBACKS =
            Pattern.compile("(?m)^\\s*(?:callbacks_enabled|callback_whitelist|stdout_callback)\\s*[=:]\\s*(.*)$");
    private static final Pattern ENABLED = Pattern.compile("(?m)^\\s*enable_plugins\\s*[=:]\\s*(.*)$");
    private static final Pattern CACHE = Pattern.compile("(?m)^\\s*fact_caching\\s*[=:]\\s*([a-z_][a-z0-9_]*)");

    private final Set<PluginName> plugins = new TreeSet<>();
    private final Set<CollectionName> collections = new TreeSet<>();
    private final Set<CollectionName> required = new TreeSet<>();

    /** Tells whether a file, by its path in the checkout, is worth its reading. */
    public static boolean isRead(String path) {
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (part.equals("molecule")) {
                return false;
            }
        }
        String name = parts[parts.length - 1].toLowerCase(Locale.ROOT);
        return !(parts.length > 1 && PASSED_OVER.contains(parts[0]))
                && (name.endsWith(".yml")
                        || name.endsWith(".yaml")
                        || name.endsWith(".j2")
                        || name.endsWith(".py")
                        || name.endsWith(".cfg")
                        || name.endsWith(".ini"));
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
        Matcher qualified = QUALIFIED.matcher(text);
        while (qualified.find()) {
            CollectionName.of(qualified.group()).ifPresent(collections::add);
        }
        if (text.contains("ansible_collections")) {
            Matcher imported = IMPORT.matcher(text);
            while (imported.find()) {
                collections.add(new CollectionName(imported.group(1), imported.group(2)));
            }
        }
        if (!path.endsWith(".py")) {
            find(PluginKind.FILTER, "|", FILTER, text);
            find(PluginKind.TEST, "is", TEST, text);
            find(PluginKind.LOOKUP, "lookup(", LOOKUP, text);
            find(PluginKind.LOOKUP, "query(", QUERY, text);
            find(PluginKind.LOOKUP, "q(", Q, text);
            find(PluginKind.LOOKUP, "with_", LOOP, text);
            find(PluginKind.CONNECTION, "connection", CONNECTION, text);
            find(PluginKind.BECOME, "become_method", BECOME, text);
            find(PluginKind.INVENTORY, "plugin:", INVENTORY, text);
        }
        if (path.endsWith(".cfg")) {
            find(PluginKind.CACHE, "fact_caching", CACHE, text);
            findList(PluginKind.CALLBACK, CALLBACKS, text);
            findList(PluginKind.INVENTORY, ENABLED, text);
        }
    }

    /** Most files hold few of the words without which a pattern fits nowhere: to look for these is much cheaper. */
    private void find(PluginKind kind, String word, Pattern pattern, String text) {
        if (!text.contains(word)) {
            return;
        }
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            plugins.add(new PluginName(kind, found.group(1)));
        }
    }

    private void findList(PluginKind kind, Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            for (String name : found.group(1).split("[\\s,]+", -1)) {
                if (!name.isEmpty()) {
                    plugins.add(new PluginName(kind, name));
                }
            }
        }
    }

    /** Returns what was found. */
    public NamedPlugins found() {
        return new NamedPlugins(new TreeSet<>(plugins), new TreeSet<>(collections), new TreeSet<>(required));
    }
}
