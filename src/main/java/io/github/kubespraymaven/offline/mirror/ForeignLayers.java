package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parts of an image whose layers only their maker may give away (OCI image specification, Non-Distributable Layers), as
 * those for Windows were. They are copied without these layers, which some registries refuse.
 *
 * @param parts the manifests that have such layers, with what each is for
 * @param others the manifests that have none, by platform
 */
record ForeignLayers(Map<Digest, String> parts, Map<Platform, Digest> others) {

    /** Looks for them. */
    static ForeignLayers of(ImageContents image) throws JsonException {
        Map<Digest, Platform> platforms = new HashMap<>();
        List<Document> manifests = new ArrayList<>();
        for (Document document : image.documents()) {
            String type = document.descriptor().mediaType();
            if (MediaTypes.isIndex(type)) {
                for (Descriptor entry : Index.read(document).manifests()) {
                    entry.platform().ifPresent(platform -> platforms.put(entry.digest(), platform));
                }
            } else if (MediaTypes.isManifest(type)) {
                manifests.add(document);
            }
        }
        Map<Digest, String> parts = new LinkedHashMap<>();
        Map<Platform, Digest> others = new LinkedHashMap<>();
        for (Document manifest : manifests) {
            Digest digest = manifest.descriptor().digest();
            Optional<Platform> platform = Optional.ofNullable(platforms.get(digest));
            if (ImageManifest.read(manifest).layers().stream()
                    .anyMatch(layer -> !MediaTypes.isDistributable(layer.mediaType()))) {
                parts.put(digest, platform.map(Platform::toString).orElse(digest.toString()));
            } else {
                platform.filter(one -> !one.os().equals("unknown")).ifPresent(one -> others.put(one, digest));
            }
        }
        return new ForeignLayers(parts, others);
    }

    /** Returns what is to be said of an image that was copied without them. */
    List<String> notes() {
        return parts.isEmpty()
                ? List.of()
                : List.of("without the layers of " + String.join(", ", parts.values())
                        + " that only their maker may give away");
    }

    /** Returns what to do where a registry did not take a manifest with such layers. */
    Optional<String> wayOut(IOException failure, Reference source, Document top) {
        String message = String.valueOf(failure.getMessage());
        String refused = parts.entrySet().stream()
                .filter(part -> message.contains(part.getKey().toString())
                        || part.getKey().equals(top.descriptor().digest()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        if (!(failure instanceof RegistryException) || !message.contains("store the manifest") || refused.isEmpty()) {
            return Optional.empty();
        }
        String what = "this is " + (refused.startsWith("sha256:") ? "an image" : "its part for " + refused)
                + ", with layers that only their maker may give away, and this registry does not take it without them; ";
        if (others.isEmpty()) {
            return Optional.of(what + "take it out of the list");
        }
        String alone = others.keySet().stream().map(Platform::toString).collect(Collectors.joining(","));
        if (source.digest().isEmpty()) {
            return Optional.of(what + "leave it out with -Dkubespray.platforms=" + alone);
        }
        Map.Entry<Platform, Digest> first = others.entrySet().iterator().next();
        return Optional.of(
                what + "an image that is pinned cannot be cut: name it by its tag with -Dkubespray.platforms="
                        + alone + ", or pin its part for " + first.getKey() + ": "
                        + source.repository().with(first.getValue().toString()));
    }
}
