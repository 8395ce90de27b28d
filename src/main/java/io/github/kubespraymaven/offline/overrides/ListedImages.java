package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.ImageEntry;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The images that a deployment pulls by its lists, those of kubeadm and of templates too, which {@code downloads} does not name. */
record ListedImages(List<ImageEntry> images) {
    private static final String DOWNLOADS = "downloads";
    private static final String KUBEADM = "kubeadm";

    static ListedImages of(Deployment deployment, ManifestRequest.ReleaseName kubespray, Architecture architecture)
            throws IOException {
        return new ListedImages(deployment.lists(kubespray, architecture).images());
    }

    /** Their registries. */
    Set<String> upstreams() {
        Set<String> upstreams = new TreeSet<>();
        for (ImageEntry image : images) {
            reference(image).ifPresent(found -> upstreams.add(found.repository().registry()));
        }
        return upstreams;
    }

    /** Registries of images beyond {@code downloads}, of which nobody said where the site has them. */
    Set<String> unnamed(RegistryHosts hosts) {
        return beyond().stream()
                .flatMap(image -> reference(image).stream())
                .map(found -> found.repository().registry())
                .filter(upstream -> hosts.front(upstream).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<ImageEntry> beyond() {
        return images.stream().filter(image -> !image.from().equals(DOWNLOADS)).toList();
    }

    /** Images beyond {@code downloads} that other lists do not have under their copies' names. */
    private List<ImageEntry> unmoved(RegistryHosts hosts, ListedImages after) {
        Set<String> now = after.images().stream().map(ImageEntry::reference).collect(Collectors.toSet());
        return beyond().stream()
                .filter(image -> reference(image)
                        .map(found -> hosts.copy(found.repository())
                                .map(copy -> !now.contains(copy + tail(found)))
                                .orElse(false))
                        .orElse(true))
                .toList();
    }

    /** What no variable moves, a line each. */
    List<String> warnings(RegistryHosts hosts, ListedImages after) {
        return unmoved(hosts, after).stream()
                .filter(image -> !image.from().equals(KUBEADM))
                .map(image -> image.reference() + " is named by " + image.from()
                        + ", where no variable moves it; nodes get it by the runtime's mirror, or not at all")
                .toList();
    }

    /** What kubeadm pulls from elsewhere than it must, a line each. */
    Set<String> problems(RegistryHosts hosts, ListedImages after) {
        return unmoved(hosts, after).stream()
                .filter(image -> image.from().equals(KUBEADM))
                .map(image -> image.reference()
                        + ", which kubeadm pulls, is not moved; does the inventory set kube_image_repo or"
                        + " kubeadm_image_repo where it wins over group_vars/all/offline.yml?")
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String tail(Reference reference) {
        return reference.tag().map(tag -> ":" + tag).orElse("")
                + reference.digest().map(digest -> "@" + digest).orElse("");
    }

    private static Optional<Reference> reference(ImageEntry image) {
        try {
            return Optional.of(Reference.parse(image.reference()));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }
}
