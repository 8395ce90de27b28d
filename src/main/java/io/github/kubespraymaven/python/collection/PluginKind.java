package io.github.kubespraymaven.python.collection;

/** The kinds of plugins whose short names ansible-core redirects, as its runtime.yml calls them. */
enum PluginKind {
    MODULES("modules"),
    ACTION("action"),
    FILTER("filter"),
    TEST("test"),
    LOOKUP("lookup"),
    CALLBACK("callback"),
    CONNECTION("connection"),
    BECOME("become"),
    INVENTORY("inventory"),
    CACHE("cache");

    private final String key;

    PluginKind(String key) {
        this.key = key;
    }

    static PluginKind of(String key) {
        for (PluginKind kind : values()) {
            if (kind.key.equals(key)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of plugins: '" + key + "'");
    }

    String key() {
        return key;
    }
}
