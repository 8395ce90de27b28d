package io.github.kubespraymaven.python.collection;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in an ansible.cfg. */
final class ConfigurationNames {
    private static final Pattern CALLBACKS =
            Pattern.compile("(?m)^\\s*(?:callbacks_enabled|callback_whitelist|stdout_callback)\\s*[=:]\\s*(.*)$");
    private static final Pattern ENABLED = Pattern.compile("(?m)^\\s*enable_plugins\\s*[=:]\\s*(.*)$");
    private static final Pattern CACHE = Pattern.compile("(?m)^\\s*fact_caching\\s*[=:]\\s*([a-z_][a-z0-9_]*)");

    private ConfigurationNames() {}

    /** Adds the plugins that are set. */
    static void find(String text, Set<PluginName> plugins) {
        find(PluginKind.CACHE, CACHE, text, plugins);
        find(PluginKind.CALLBACK, CALLBACKS, text, plugins);
        find(PluginKind.INVENTORY, ENABLED, text, plugins);
    }

    private static void find(PluginKind kind, Pattern pattern, String text, Set<PluginName> plugins) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            for (String name : found.group(1).split("[\\s,]+", -1)) {
                if (!name.isEmpty()) {
                    plugins.add(new PluginName(kind, name));
                }
            }
        }
    }
}
