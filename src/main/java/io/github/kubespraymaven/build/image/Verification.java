package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.base.Base;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageConfig;
import io.github.kubespraymaven.image.Manifest;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.verify.ComparedImage;
import io.github.kubespraymaven.verify.ComparedLayer;
import io.github.kubespraymaven.verify.Comparison;
import io.github.kubespraymaven.verify.ImageComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares an image with the one that a checkout and its lock give. */
public final class Verification {
    private final ImageBuild build;
    private final Registries registries;
    private final Workshop workshop;

    /**
     * What should be.
     *
     * @param assembly all documents
     * @param built the image for each platform
     * @param bases what these stand on
     */
    record Expected(Assembly assembly, List<Built> built, List<Base> bases) {}

    Verification(ImageBuild build, Registries registries, Workshop workshop) {
        this.build = build;
        this.registries = registries;
        this.workshop = workshop;
    }

    /**
     * Compares.
     *
     * @param address of the image, as {@code oci:DIR[:TAG]}
     * @throws io.github.kubespraymaven.mistake.MistakeException if there is no lock, or no image
     */
    public Verdict of(String address) throws IOException {
        try (GivenImage given = GivenImage.open(address, registries)) {
            return of(given);
        }
    }

    private Verdict of(GivenImage given) throws IOException {
        Expected expected = build.expected();
        if (!digest(given.documents()).equals(digest(expected.assembly()))) {
            build.layers().bring(expected.bases());
        }
        Map<String, Document> manifests = manifests(given.documents());
        List<Comparison> comparisons = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Built one : expected.built()) {
            String platform = one.image().config().platform().toString();
            Optional<Document> manifest = Optional.ofNullable(manifests.remove(platform));
            if (manifest.isEmpty()) {
                missing.add(platform);
            } else {
                comparisons.add(workshop.timings().of("compare", () -> compare(platform, one, given, manifest.get())));
            }
        }
        return verdict(given, expected, comparisons, missing, List.copyOf(manifests.keySet()));
    }

    private Verdict verdict(
            GivenImage given,
            Expected expected,
            List<Comparison> comparisons,
            List<String> missing,
            List<String> others) {
        boolean bothIndexes = expected.built().size() > 1
                && MediaTypes.isIndex(given.documents().top().descriptor().mediaType());
        boolean otherIndex = bothIndexes && !digest(given.documents()).equals(digest(expected.assembly()));
        boolean sameParts = missing.isEmpty() && comparisons.stream().allMatch(Comparison::same);
        boolean same = sameParts && !otherIndex;
        List<String> lines = new ArrayList<>();
        lines.add("expected: " + digest(expected.assembly()) + ", " + origin(expected));
        lines.add("given:    " + digest(given.documents()) + ", " + given.address());
        missing.forEach(platform -> lines.add("It has no image for " + platform + "."));
        for (Comparison one : comparisons) {
            if (!one.same()) {
                if (expected.built().size() > 1) {
                    lines.add(one.platform() + ":");
                }
                lines.addAll(one.lines());
            }
        }
        if (sameParts && otherIndex) {
            lines.add("Its images are the same; what its index says of them is not.");
        }
        if (!others.isEmpty()) {
            lines.add("Not compared: " + String.join(", ", others) + ", which platforms does not name.");
        }
        Json.Members json = Json.object()
                .put("image", given.address())
                .put("same", Json.bool(same))
                .put("expected", digest(expected.assembly()).toString())
                .put("given", digest(given.documents()).toString())
                .put("rebuilt", Json.bool(!reused(expected)))
                .put("missing", Json.texts(missing))
                .put("notCompared", Json.texts(others))
                .put(
                        "platforms",
                        new Json.Array(List.copyOf(
                                comparisons.stream().map(Comparison::json).toList())))
                .build();
        return new Verdict(same, lines, json);
    }

    private static boolean reused(Expected expected) {
        return expected.bases().stream().anyMatch(Base::reused);
    }

    /** Who reads a verdict has to know what it rests on. */
    private static String origin(Expected expected) {
        String key = expected.bases().get(0).key().brief();
        boolean remote = expected.bases().stream().anyMatch(base -> base.origin() == Base.Origin.REGISTRY);
        return reused(expected)
                ? "predicted from kubespray.lock: the base of its key " + key + " was built before and is "
                        + (remote ? "in baseImage" : "in the cache") + " (-Dkubespray.refresh builds it again)"
                : "built now from kubespray.lock";
    }

    private Comparison compare(String platform, Built expected, GivenImage given, Document manifest)
            throws IOException {
        Document own = expected.image().manifest().document();
        Document config = expected.image().config().document();
        Document givenConfig =
                document(given.documents(), Manifest.read(manifest).config());
        return ImageComparison.of(
                platform,
                new ComparedImage(
                        own,
                        config,
                        layers(
                                own,
                                config,
                                (what, blob, diffId) -> new ComparedLayer(
                                        what,
                                        blob,
                                        diffId,
                                        () -> Files.newInputStream(cached(blob)),
                                        Optional.empty())),
                        true),
                new ComparedImage(
                        manifest, givenConfig, layers(manifest, givenConfig, given::layer), given.original()));
    }

    /** Makes a layer to compare. */
    @FunctionalInterface
    private interface Making {
        ComparedLayer of(String what, Descriptor blob, Digest diffId);
    }

    private static List<ComparedLayer> layers(Document manifest, Document config, Making making) throws IOException {
        List<Descriptor> blobs = Manifest.read(manifest).layers();
        ImageConfig read = ImageConfig.read(config);
        if (blobs.size() > ComparedImage.MOST_LAYERS) {
            throw new IOException("the manifest " + manifest.descriptor().digest() + " has " + blobs.size()
                    + " layers: that is no image that can be run");
        }
        if (blobs.size() != read.diffIds().size()) {
            throw new IOException("the manifest " + manifest.descriptor().digest() + " has " + blobs.size()
                    + " layers, and its config " + read.diffIds().size() + ": that is no image");
        }
        List<String> whats = read.history().stream()
                .filter(step -> !step.emptyLayer())
                .map(ImageConfig.Step::createdBy)
                .toList();
        List<ComparedLayer> layers = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            layers.add(making.of(
                    whats.size() == blobs.size() ? whats.get(i) : "",
                    blobs.get(i),
                    read.diffIds().get(i)));
        }
        return layers;
    }

    /** The manifests of images by their platforms; what else an index names, as an attestation, is none. */
    private static Map<String, Document> manifests(Assembly image) throws IOException {
        Map<String, Document> manifests = new LinkedHashMap<>();
        for (Document one : image.documents()) {
            if (MediaTypes.isManifest(one.descriptor().mediaType())) {
                Platform platform = ImageConfig.read(
                                document(image, Manifest.read(one).config()))
                        .platform();
                if (!platform.os().equals("unknown")) {
                    manifests.putIfAbsent(platform.toString(), one);
                }
            }
        }
        return manifests;
    }

    private static Document document(Assembly image, Descriptor wanted) throws IOException {
        return image.documents().stream()
                .filter(one -> one.descriptor().digest().equals(wanted.digest()))
                .findFirst()
                .orElseThrow(() -> new IOException(wanted.digest() + " is not in the image"));
    }

    private Path cached(Descriptor blob) throws IOException {
        return workshop.cache()
                .blobs()
                .find(blob.digest())
                .orElseThrow(() -> new IOException(blob.digest() + " is not in the cache any more"));
    }

    private static Digest digest(Assembly image) {
        return image.top().descriptor().digest();
    }
}
