package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where images come from: each variable of a release whose value begins with a registry, or is the name of an image at Docker Hub. Those
 * that begin with another variable follow it.
 */
final class ImageOverrides {
    static final String REGISTRY = "registry_host";
    private static final Pattern IMAGE = Pattern.compile("\\w+_(?:image_repo|image|container|repo)");
    /** kubeadm's own images are below it, whoever reads it in the roles. */
    private static final String KUBEADM = "kube_image_repo";

    private static final Pattern LEADING = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}.*", Pattern.DOTALL);

    private final EffectiveVariables variables;
    private final RoleDefaults defaults;
    private final RegistryHosts hosts;
    private final Set<String> upstreams = new LinkedHashSet<>();

    ImageOverrides(EffectiveVariables variables, RoleDefaults defaults, RegistryHosts hosts) {
        this.variables = variables;
        this.defaults = defaults;
        this.hosts = hosts;
    }

    /** The upstreams of the overridden variables, in the release's order. */
    Set<String> upstreams() {
        return upstreams;
    }

    /** All overrides; none for upstreams of which nobody said where their images are. */
    List<VariableOverride> all() throws IOException {
        List<VariableOverride> found = new ArrayList<>();
        for (String name : variables.names()) {
            if (IMAGE.matcher(name).matches()) {
                Optional<ImagePlace> place = place(name);
                if (place.isPresent() && counts(name, place.get())) {
                    String upstream = place.get().upstream();
                    upstreams.add(upstream);
                    hosts.front(upstream)
                            .ifPresent(front -> found.add(new VariableOverride(
                                    name, address(front, place.get().rest()))));
                }
            }
        }
        return found;
    }

    /** An upstream alone is for others to build on; one that nobody reads is a left-over of earlier releases. */
    private boolean counts(String name, ImagePlace place) throws IOException {
        return !place.rest().isEmpty() || name.equals(KUBEADM) || defaults.isRead(name);
    }

    /**
     * What a value names.
     *
     * @param rest what comes after the upstream, a tag included; empty for the upstream alone
     */
    private record ImagePlace(String upstream, String rest) {}

    private Optional<ImagePlace> place(String name) {
        String source = variables.source(name).orElse("");
        Matcher leading = LEADING.matcher(source);
        if (leading.matches()) {
            boolean followed =
                    variables.has(leading.group(1)) || variables.given(name).isEmpty();
            return followed ? Optional.empty() : variables.text(name).flatMap(text -> place(name, text));
        }
        return place(name, source);
    }

    private static Optional<ImagePlace> place(String name, String value) {
        int slash = value.indexOf('/');
        String first = slash < 0 ? value : value.substring(0, slash);
        boolean odd = value.isBlank()
                || value.contains("://")
                || first.contains("{")
                || (value.contains(" ") && !value.contains("{{"));
        if (odd) {
            return Optional.empty();
        }
        String rest = slash < 0 ? "" : value.substring(slash + 1);
        boolean isHost = first.contains(".") || first.equals("localhost") || (first.contains(":") && slash > 0);
        if (isHost) {
            String registry = first.equals("index." + Repository.DOCKER_HUB) ? Repository.DOCKER_HUB : first;
            boolean one = registry.equals(Repository.DOCKER_HUB) && !rest.isEmpty() && !rest.contains("/");
            return Optional.of(new ImagePlace(registry, one ? "library/" + rest : rest));
        }
        if (slash < 0 && !name.endsWith("_image_repo")) {
            return Optional.empty();
        }
        return Optional.of(new ImagePlace(Repository.DOCKER_HUB, slash < 0 ? "library/" + value : value));
    }

    private String address(RegistryAddress front, String rest) {
        RegistryAddress address = rest.isEmpty() ? front : front.below(rest);
        if (hosts instanceof RegistryHosts.One one) {
            return "{{ " + REGISTRY + " }}"
                    + address.toString().substring(one.registry().toString().length());
        }
        return address.toString();
    }
}
