package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageConfig;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.verify.ComparedImage;
import io.github.kubespraymaven.verify.ComparedLayer;
import io.github.kubespraymaven.verify.ComparisonResult;
import io.github.kubespraymaven.verify.ImageComparison;
import io.github.kubespraymaven.verify.IndexComparison;
import io.github.kubespraymaven.verify.ListedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares an image with the one that a checkout and its lock give. */
public final class ImageVerification {
    private static final String GIVEN = "the image that this checkout and its kubespray.lock give";

    private final Building building;
    private final Registries registries;
    private final Blobs cache;
    private final Timings timings;
    private final boolean reads;

    /**
     * What should be.
     *
     * @param assembly all documents
     * @param built the image for each platform
     * @param bases what these stand on
     */
    record Expected(ImageContents assembly, List<Built> built, List<Base> bases) {}

    /** Builds what should be. */
    interface Building {
        /**
         * Builds it, or predicts it from what was built before.
         *
         * @throws io.github.kubespraymaven.error.UserErrorException if there is no lock
         */
        Expected expected() throws IOException;

        /** Brings all layers of bases into the cache. */
        void bring(List<Base> bases) throws IOException;
    }

    /**
     * Prepares.
     *
     * @param cache has the layers of what should be
     * @param reads whether the layers of an image in a registry are to be read, although it has their digests
     */
    ImageVerification(Building building, Registries registries, Blobs cache, Timings timings, boolean reads) {
        this.building = building;
        this.registries = registries;
        this.cache = cache;
        this.timings = timings;
        this.reads = reads;
    }

    /**
     * Compares. An image is the same if what its name stands for has the expected digest, and all bytes that can be looked at
     * are those that their digests promise: all else would leave something that clients see and nobody compared.
     *
     * @param address of the image, as {@code oci:DIR[:TAG]}
     * @param source what that stands for
     * @throws io.github.kubespraymaven.error.UserErrorException if there is no lock, or no image
     */
    public Verdict of(String address, ImageSource source) throws IOException {
        try (GivenImage given = GivenImage.open(address, source, registries, reads)) {
            return of(given);
        }
    }

    private Verdict of(GivenImage given) throws IOException {
        Expected expected = building.expected();
        boolean sameDigest = digest(given.documents()).equals(digest(expected.assembly()));
        if (!sameDigest) {
            building.bring(expected.bases());
        }
        ComparedManifests manifests = manifests(expected, given);
        List<ComparisonResult.Part> names = names(expected, given, sameDigest);
        boolean same = (sameDigest || !given.original())
                && manifests.same()
                && names.stream().allMatch(ComparisonResult.Part::same);
        boolean several = expected.built().size() > 1
                || MediaTypes.isIndex(given.documents().top().descriptor().mediaType());
        List<String> lines = new ArrayList<>();
        lines.add("expected: " + digest(expected.assembly()) + ", " + origin(expected));
        lines.add("given:    " + digest(given.documents()) + ", " + given.address());
        names.forEach(part -> lines.addAll(part.lines()));
        lines.addAll(same ? unread(given) : manifests.lines(several));
        Json.Builder json = Json.object()
                .put("image", given.address())
                .put("same", Json.bool(same))
                .put("expected", digest(expected.assembly()).toString())
                .put("given", digest(given.documents()).toString())
                .put("rebuilt", Json.bool(!reused(expected)))
                .put("layersRead", Json.bool(given.kept().isEmpty()))
                .put(
                        "names",
                        new Json.Array(names.stream()
                                .<Json>map(ComparisonResult.Part::json)
                                .toList()));
        manifests.json().values().forEach(json::put);
        return new Verdict(same, finding(given, same), lines, json.build());
    }

    /** Compares each manifest that the given image leads to with the expected one for its platform. */
    private ComparedManifests manifests(Expected expected, GivenImage given) throws IOException {
        ComparedManifests.Builder manifests = new ComparedManifests.Builder(
                expected.built().stream().map(ImageVerification::platform).toList());
        for (ListedManifest one : ListedManifest.of(given.documents())) {
            Optional<Built> own = expected.built().stream()
                    .filter(built -> one.isFor(platform(built)))
                    .findFirst();
            if (own.isEmpty()) {
                manifests.notNamed(one);
            } else if (manifests.takes(platform(own.get()))) {
                manifests.compared(one, timings.of("compare", () -> compare(own.get(), given, one.document())));
            } else {
                manifests.tooMany(one);
            }
        }
        return manifests.build();
    }

    /** What a client sees before any manifest. */
    private static List<ComparisonResult.Part> names(Expected expected, GivenImage given, boolean sameDigest)
            throws IOException {
        List<ComparisonResult.Part> names = new ArrayList<>();
        Document top = expected.assembly().top();
        if (given.original()) {
            names.add(IndexComparison.of(top, given.documents().top()));
        }
        if (sameDigest && given.entry().isPresent()) {
            Optional<Platform> only = expected.built().size() == 1
                    ? Optional.of(platform(expected.built().get(0)))
                    : Optional.empty();
            names.add(IndexComparison.ofEntry(top, only, given.entry().get()));
        }
        return names;
    }

    private static String finding(GivenImage given, boolean same) {
        if (!same) {
            return "is not " + GIVEN + ".";
        }
        if (!given.original()) {
            return "has, to the byte, the config and the files of " + GIVEN + ".";
        }
        return given.kept().isPresent() ? "is, by its digest, " + GIVEN + "." : "is, to the byte, " + GIVEN + ".";
    }

    /** What a verdict does not rest on. */
    private static List<String> unread(GivenImage given) {
        List<String> unread = new ArrayList<>();
        if (!given.original()) {
            unread.add("Not compared: annotations and compression, of which a docker-archive keeps none.");
        }
        if (given.kept().isPresent()) {
            unread.add("Not read: its layers, of which the registry has "
                    + given.documents().blobs().size()
                    + " by their digests and sizes; whoever pulls them checks them (-Dkubespray.refresh reads them).");
        }
        return unread;
    }

    private static Platform platform(Built built) {
        return built.image().config().platform();
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

    private ComparisonResult compare(Built expected, GivenImage given, Document manifest) throws IOException {
        Document own = expected.image().manifest().document();
        Document config = expected.image().config().document();
        Document givenConfig =
                document(given.documents(), ImageManifest.read(manifest).config());
        return ImageComparison.of(
                platform(expected).toString(),
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
        List<Descriptor> blobs = ImageManifest.read(manifest).layers();
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

    private static Document document(ImageContents image, Descriptor wanted) throws IOException {
        return image.documents().stream()
                .filter(one -> one.descriptor().digest().equals(wanted.digest()))
                .findFirst()
                .orElseThrow(() -> new IOException(wanted.digest() + " is not in the image"));
    }

    private Path cached(Descriptor blob) throws IOException {
        return cache.find(blob.digest())
                .orElseThrow(() -> new IOException(blob.digest() + " is not in the cache any more"));
    }

    private static Digest digest(ImageContents image) {
        return image.top().descriptor().digest();
    }
}
