package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageConfig;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.JsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest that a name leads to. Clients choose by what the index says, run what the config says, and differ in which of
 * several they take: so all are here, in the order in which they are listed.
 *
 * @param document the manifest
 * @param listed what the index that lists it says it runs on; empty at the top, or where it says nothing
 * @param platform what its config says; empty where it is no image's
 */
public record ListedManifest(Document document, Optional<Platform> listed, Optional<Platform> platform) {

    /**
     * Returns all manifests of an image, each once.
     *
     * @throws JsonException if a document is not what its media type says
     */
    public static List<ListedManifest> of(ImageContents image) throws JsonException {
        Map<Digest, Document> documents = new HashMap<>();
        image.documents()
                .forEach(document -> documents.put(document.descriptor().digest(), document));
        Map<Digest, ListedManifest> manifests = new LinkedHashMap<>();
        collect(image.top(), Optional.empty(), documents, manifests);
        return new ArrayList<>(manifests.values());
    }

    private static void collect(
            Document document,
            Optional<Platform> listed,
            Map<Digest, Document> documents,
            Map<Digest, ListedManifest> manifests)
            throws JsonException {
        if (MediaTypes.isIndex(document.descriptor().mediaType())) {
            for (Descriptor entry : Index.read(document).manifests()) {
                collect(known(documents, entry), entry.platform(), documents, manifests);
            }
            return;
        }
        Document config = known(documents, ImageManifest.read(document).config());
        manifests.putIfAbsent(document.descriptor().digest(), new ListedManifest(document, listed, platform(config)));
    }

    private static Document known(Map<Digest, Document> documents, Descriptor wanted) {
        return Optional.ofNullable(documents.get(wanted.digest())).orElseThrow();
    }

    private static Optional<Platform> platform(Document config) {
        try {
            return Optional.of(ImageConfig.read(config).platform());
        } catch (JsonException e) {
            // An artifact: its config is whatever its makers chose.
            return Optional.empty();
        }
    }

    /** Tells whether its config is for a platform; arm64's only variant, v8, says nothing. */
    public boolean isFor(Platform wanted) {
        return platform.map(own -> spoken(own).equals(spoken(wanted))).orElse(false);
    }

    private static Platform spoken(Platform platform) {
        boolean silent =
                platform.architecture().equals("arm64") && platform.variant().equals("v8");
        return silent ? new Platform(platform.os(), platform.architecture(), "") : platform;
    }

    /** Returns which it is, for people. */
    public String name() {
        String own = platform.map(Platform::toString).orElse("no image");
        String said = listed.filter(one -> platform.map(is -> !is.equals(one)).orElse(true))
                .map(one -> ", listed for " + one)
                .orElse("");
        return ImageDifference.shown(own + said) + " (" + document.descriptor().digest() + ")";
    }
}
