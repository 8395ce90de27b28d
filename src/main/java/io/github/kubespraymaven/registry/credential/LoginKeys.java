package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names under which logins to a repository are kept (containers-auth.json(5), "FORMAT"). */
final class LoginKeys {
    private LoginKeys() {}

    /** Returns them, the narrowest first: {@code HOST/TEAM/APP}, {@code HOST/TEAM}, {@code HOST}. */
    static List<String> of(Repository repository) {
        return from(repository.toString());
    }

    /** Returns these, and after them those of the host without its port: one password often serves all ports of a machine. */
    static List<String> ofAllPorts(Repository repository) {
        List<String> keys = of(repository);
        String registry = repository.registry();
        int port = registry.lastIndexOf(':');
        if (port > registry.lastIndexOf(']')) {
            keys.addAll(from(registry.substring(0, port) + "/" + repository.path()));
        }
        return keys;
    }

    private static List<String> from(String narrowest) {
        List<String> keys = new ArrayList<>(List.of(narrowest));
        for (int slash = narrowest.lastIndexOf('/'); slash >= 0; slash = narrowest.lastIndexOf('/', slash - 1)) {
            keys.add(narrowest.substring(0, slash));
        }
        return keys;
    }

    /** Returns one as these are: they have been written with and without scheme, slash and version of the protocol over the years. */
    static String normalized(String key) {
        String bare = key.replaceFirst("^(?i:https?)://", "").replaceFirst("/(v[12]/?)?$", "");
        int slash = bare.indexOf('/');
        String host = (slash < 0 ? bare : bare.substring(0, slash)).toLowerCase(Locale.ROOT);
        boolean hub =
                host.equals("index." + Repository.DOCKER_HUB) || host.equals("registry-1." + Repository.DOCKER_HUB);
        return (hub ? Repository.DOCKER_HUB : host) + (slash < 0 ? "" : bare.substring(slash));
    }
}
