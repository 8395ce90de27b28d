package io.github.kubespraymaven.manifest.role;

import java.util.Optional;

/**
 * A chart that a role has helm install.
 *
 * @param name the chart's name in its repository
 * @param place the URL of the repository, or the chart's own address
 * @param isOwn whether the place is the chart's own address: {@code oci://HOST/NAME} in a registry, or the URL of a file
 * @param version as the variables give it
 * @param role the directory of the role
 */
public record RoleChart(String name, String place, boolean isOwn, String version, String role) {
    /** Where Cilium's program looks when nobody names a repository; its index calls charts by their names and versions. */
    static final String CILIUM = "https://helm.cilium.io";

    private static final String REGISTRY = "oci://";

    static boolean isRegistry(String place) {
        return place.startsWith(REGISTRY);
    }

    /** The image of a chart in a registry, {@code HOST/NAME:VERSION}. Tags have no plus sign, for which helm writes _. */
    public Optional<String> image() {
        return isRegistry(place)
                ? Optional.of(place.substring(REGISTRY.length()) + ":" + version.replace('+', '_'))
                : Optional.empty();
    }

    /** The chart's URL, where it is known without a repository's index. */
    public Optional<String> url() {
        if (isRegistry(place)) {
            return Optional.empty();
        }
        if (isOwn) {
            return Optional.of(place);
        }
        return place.equals(CILIUM) ? Optional.of(CILIUM + "/" + name + "-" + version + ".tgz") : Optional.empty();
    }
}
