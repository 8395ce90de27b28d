package io.github.kubespraymaven.python.collection;

/** A plugin as a checkout names it: short ({@code json_query}) or fully qualified. */
record PluginName(PluginKind kind, String name) implements Comparable<PluginName> {
    @Override
    public int compareTo(PluginName other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    // Written out: a record's own are put together out of method handles when they are first called.
    @Override
    public boolean equals(Object other) {
        return other instanceof PluginName that && kind == that.kind && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.key().hashCode() + name.hashCode();
    }
}
