package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.offline.mirror.Naming;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a site has images. */
public sealed interface RegistryHosts {

    /** One registry for all upstreams. */
    record One(RegistryAddress registry, Naming naming) implements RegistryHosts {
        @Override
        public Optional<RegistryAddress> front(String upstream) {
            String path = naming.path(upstream, "");
            return Optional.of(path.isEmpty() ? registry : registry.below(path));
        }

        @Override
        public List<RegistryAddress> all() {
            return List.of(registry);
        }
    }

    /** A registry, or a part of one, for each upstream, as pull-through caches are. */
    record Each(Map<String, RegistryAddress> fronts) implements RegistryHosts {
        /** Keeps its own copy. */
        public Each {
            fronts = Collections.unmodifiableMap(new LinkedHashMap<>(fronts));
        }

        @Override
        public Optional<RegistryAddress> front(String upstream) {
            return Optional.ofNullable(fronts.get(upstream));
        }

        @Override
        public List<RegistryAddress> all() {
            return List.copyOf(fronts.values());
        }
    }

    /** Where an upstream's images are, by their paths; empty if nobody said so. */
    Optional<RegistryAddress> front(String upstream);

    /** All that somebody named. */
    List<RegistryAddress> all();

    /** The registries' hosts, each once. */
    default Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        all().forEach(address -> hosts.add(address.host()));
        return hosts;
    }

    /** What a repository's copy is called; empty if nobody said where its upstream's images are. */
    default Optional<String> copy(Repository source) {
        return front(source.registry()).map(front -> front.below(source.path()).toString());
    }

    /**
     * Reads {@code HOST[/PATH]}, or {@code UPSTREAM=HOST[/PATH]} for each upstream.
     *
     * @param naming what one registry calls the images of several upstreams
     * @throws UserErrorException if it is neither, or several upstreams have one front
     */
    static RegistryHosts parse(List<String> texts, Naming naming) throws UserErrorException {
        boolean anyNamed = texts.stream().anyMatch(text -> text.contains("="));
        if (!anyNamed) {
            if (texts.size() != 1) {
                throw new UserErrorException("registryHost: wanted one host, or UPSTREAM=HOST for each upstream, got '"
                        + String.join(",", texts) + "'.");
            }
            return new One(RegistryAddress.parse(texts.get(0)), naming);
        }
        Map<String, RegistryAddress> fronts = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UserErrorException("registryHost: wanted UPSTREAM=HOST as in docker.io=hub.example.com, got '"
                        + text + "' beside others that name their upstreams.");
            }
            String upstream = upstream(text.substring(0, equals).strip());
            RegistryAddress front =
                    RegistryAddress.parse(text.substring(equals + 1).strip());
            if (fronts.containsKey(upstream)) {
                throw new UserErrorException("registryHost: " + upstream + " is there twice.");
            }
            refuseShared(fronts, upstream, front);
            fronts.put(upstream, front);
        }
        return new Each(fronts);
    }

    /** What comes to a front by an image's path alone could be of either upstream. */
    private static void refuseShared(Map<String, RegistryAddress> fronts, String upstream, RegistryAddress front)
            throws UserErrorException {
        for (Map.Entry<String, RegistryAddress> other : fronts.entrySet()) {
            if (other.getValue().equals(front)) {
                throw new UserErrorException("registryHost: " + other.getKey() + " and " + upstream
                        + " have one front, "
                        + front + ", which cannot tell whose an image is by its path alone. Give each its own host or"
                        + " path, or, if it keeps upstreams apart by their names (" + front.below(upstream)
                        + "), say -Dkubespray.registryHost=" + front + " -Dkubespray.imageNames=host.");
            }
        }
    }

    private static String upstream(String text) throws UserErrorException {
        try {
            // What is no host is taken for a part of Docker Hub's path.
            Repository any = Repository.parse(text + "/any/any");
            if (any.path().equals("any/any")) {
                return any.registry();
            }
        } catch (InvalidReferenceException e) {
            // Said below.
        }
        throw new UserErrorException("registryHost: '" + text + "' is no upstream; wanted a host such as docker.io.");
    }
}
