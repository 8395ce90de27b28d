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

    String key() {
        return key;
    }
}
