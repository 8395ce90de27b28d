package io.github.kubespraymaven.python.collection;

import java.util.Comparator;

/** A plugin as a checkout names it: short ({@code json_query}) or fully qualified. */
record PluginName(PluginKind kind, String name) implements Comparable<PluginName> {
    private static final Comparator<PluginName> ORDER =
            Comparator.comparing(PluginName::kind).thenComparing(PluginName::name);

    @Override
    public int compareTo(PluginName other) {
        return ORDER.compare(this, other);
    }
}
