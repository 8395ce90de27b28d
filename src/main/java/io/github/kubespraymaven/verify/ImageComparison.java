package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Compares two images, the documents first, then layer by layer. */
public final class ImageComparison {
    /** A manifest's members that follow from what is compared itself. */
    private static final Set<String> OF_MANIFEST = Set.of("layers", "config.digest", "config.size");

    /** What of a layer's descriptor is told with its bytes. */
    private static final Set<String> OF_LAYER = Set.of("descriptor.mediaType", "descriptor.digest");

    /** And where these are others. */
    private static final Set<String> OF_OTHER_LAYER =
            Set.of("descriptor.mediaType", "descriptor.digest", "descriptor.size");

    /** What of a config follows from the layers. */
    private static final Set<String> OF_CONFIG = Set.of("rootfs.diff_ids");

    private final ComparedImage expected;
    private final ComparedImage given;
    private final List<ComparisonResult.Part> parts = new ArrayList<>();

    private ImageComparison(ComparedImage expected, ComparedImage given) {
        this.expected = expected;
        this.given = given;
    }

    /**
     * Compares.
     *
     * @param platform for which both are
     * @throws IOException if the expected image cannot be read; what cannot be read of the given one is a difference
     */
    public static ComparisonResult of(String platform, ComparedImage expected, ComparedImage given) throws IOException {
        ImageComparison comparison = new ImageComparison(expected, given);
        comparison.documents();
        comparison.layers();
        return new ComparisonResult(platform, comparison.parts);
    }

    private void documents() throws JsonException {
        if (given.original()) {
            parts.add(ComparisonResult.Part.of(
                    "manifest", DocumentComparison.of(expected.manifest(), given.manifest(), OF_MANIFEST)));
        }
        parts.add(ComparisonResult.Part.of(
                "config", DocumentComparison.of(expected.config(), given.config(), OF_CONFIG)));
    }

    private void layers() throws IOException {
        Map<Integer, Integer> pairs = pairs();
        Set<Integer> rest = new TreeSet<>();
        for (int i = 0; i < given.layers().size(); i++) {
            rest.add(i);
        }
        rest.removeAll(pairs.values());
        for (int i = 0; i < expected.layers().size(); i++) {
            ComparedLayer layer = expected.layers().get(i);
            String title = layer.title(i + 1);
            Optional<Integer> at = Optional.ofNullable(pairs.get(i));
            if (at.isEmpty()) {
                parts.add(ComparisonResult.Part.of(title, LayerComparison.only(layer, ImageDifference.MISSING)));
                continue;
            }
            Findings findings = layer(layer, given.layers().get(at.get()));
            findings.add(descriptors(i, at.get()));
            if (at.get() != i && given.layers().size() == expected.layers().size()) {
                findings.add(ImageDifference.of("", "its place", "layer " + (i + 1), "layer " + (at.get() + 1)));
            }
            parts.add(ComparisonResult.Part.of(title, findings));
        }
        for (int i : rest) {
            ComparedLayer layer = given.layers().get(i);
            parts.add(ComparisonResult.Part.of(
                    layer.title(i + 1) + " of the given image", LayerComparison.only(layer, ImageDifference.EXTRA)));
        }
    }

    private Findings layer(ComparedLayer own, ComparedLayer other) throws IOException {
        boolean sameBytes = own.blob().digest().equals(other.blob().digest());
        if (sameBytes && own.diffId().equals(other.diffId())) {
            Findings findings = LayerComparison.ofBytes(other);
            if (given.original() && !own.blob().mediaType().equals(other.blob().mediaType())) {
                findings.add(ImageDifference.of(
                        "", "media type", own.blob().mediaType(), other.blob().mediaType()));
            }
            return findings;
        }
        return LayerComparison.of(own, other, given.original());
    }

    /** What manifests say of a layer besides its digest: an address to fetch it from, say. */
    private Findings descriptors(int own, int other) throws JsonException {
        Optional<Json> one = descriptor(expected, own);
        Optional<Json> another = descriptor(given, other);
        boolean sameBytes = expected.layers()
                .get(own)
                .blob()
                .digest()
                .equals(given.layers().get(other).blob().digest());
        return given.original() && one.isPresent() && another.isPresent()
                ? DocumentComparison.of("descriptor", one.get(), another.get(), sameBytes ? OF_LAYER : OF_OTHER_LAYER)
                : new Findings();
    }

    private static Optional<Json> descriptor(ComparedImage image, int layer) throws JsonException {
        Optional<JsonView> layers = image.manifest().read().find("layers");
        return layers.isPresent() && layer < layers.get().items().size()
                ? Optional.of(layers.get().items().get(layer).value())
                : Optional.empty();
    }

    /** Which layer of the given image stands for which: by content, by name, by kind, and in the end by place. */
    private Map<Integer, Integer> pairs() {
        Map<Integer, Integer> pairs = new HashMap<>();
        pair(pairs, (one, other) -> one.diffId().equals(other.diffId()));
        pair(pairs, (one, other) -> !one.what().isEmpty() && one.what().equals(other.what()));
        pair(pairs, (one, other) -> !one.kind().isEmpty() && one.kind().equals(other.kind()));
        pair(pairs, (one, other) -> one.what().isEmpty() || other.what().isEmpty());
        return pairs;
    }

    private void pair(Map<Integer, Integer> pairs, BiPredicate<ComparedLayer, ComparedLayer> alike) {
        for (int i = 0; i < expected.layers().size(); i++) {
            for (int j = 0; j < given.layers().size() && !pairs.containsKey(i); j++) {
                if (!pairs.containsValue(j)
                        && alike.test(expected.layers().get(i), given.layers().get(j))) {
                    pairs.put(i, j);
                }
            }
        }
    }
}
