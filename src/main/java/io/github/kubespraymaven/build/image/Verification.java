package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.build.Timings;
import io.github.kubespraymaven.build.base.Base;
import io.github.kubespraymaven.cache.Blobs;
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
import io.github.kubespraymaven.verify.IndexComparison;
import io.github.kubespraymaven.verify.ListedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares an image with the one that a checkout and its lock give. */
public final class Verification {
    private static final String GIVEN = "the image that this checkout and its kubespray.lock give";

    /** Those that images can be built for. */
    private static final List<Platform> BUILT = List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64);

    /** An index may list many manifests for one platform, each of which would be read. */
    private static final int MOST_OF_A_PLATFORM = 4;

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
    record Expected(Assembly assembly, List<Built> built, List<Base> bases) {}

    /** Builds what should be. */
    interface Building {
        /**
         * Builds it, or predicts it from what was built before.
         *
         * @throws io.github.kubespraymaven.mistake.MistakeException if there is no lock
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
    Verification(Building building, Registries registries, Blobs cache, Timings timings, boolean reads) {
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
     * @throws io.github.kubespraymaven.mistake.MistakeException if there is no lock, or no image
     */
    public Verdict of(String address) throws IOException {
        try (GivenImage given = GivenImage.open(address, registries, reads)) {
            return of(given);
        }
    }

    /** A manifest that is for a platform that was asked for, and what came of comparing it. */
    private record Compared(ListedManifest manifest, Comparison comparison) {
        Json json() {
            Json.Builder json = Json.object()
                    .put("manifest", manifest.document().descriptor().digest().toString());
            comparison.json().values().forEach(json::put);
            return json.build();
        }
    }

    private Verdict of(GivenImage given) throws IOException {
        Expected expected = building.expected();
        boolean sameDigest = digest(given.documents()).equals(digest(expected.assembly()));
        if (!sameDigest) {
            building.bring(expected.bases());
        }
        List<Compared> compared = new ArrayList<>();
        List<String> notCompared = new ArrayList<>();
        TreeSet<String> notNamed = new TreeSet<>();
        Map<Built, Integer> found = new HashMap<>();
        for (ListedManifest one : ListedManifest.of(given.documents())) {
            Optional<Built> own = expected.built().stream()
                    .filter(built -> one.isFor(built.image().config().platform()))
                    .findFirst();
            if (own.isEmpty()) {
                notCompared.add(one.name() + ", which platforms does not name.");
                BUILT.stream().filter(one::isFor).forEach(platform -> notNamed.add(platform.toString()));
            } else if (found.merge(own.get(), 1, Integer::sum) > MOST_OF_A_PLATFORM) {
                notCompared.add(one.name() + ", which comes after " + MOST_OF_A_PLATFORM + " others for its platform.");
            } else {
                compared.add(
                        new Compared(one, timings.of("compare", () -> compare(own.get(), given, one.document()))));
            }
        }
        List<String> missing = expected.built().stream()
                .filter(built -> !found.containsKey(built))
                .map(Verification::platform)
                .toList();
        List<Comparison.Part> names = names(expected, given, sameDigest);
        boolean same = (sameDigest || !given.original())
                && missing.isEmpty()
                && notCompared.isEmpty()
                && names.stream().allMatch(Comparison.Part::same)
                && compared.stream().allMatch(one -> one.comparison().same());
        List<String> lines = new ArrayList<>();
        lines.add("expected: " + digest(expected.assembly()) + ", " + origin(expected));
        lines.add("given:    " + digest(given.documents()) + ", " + given.address());
        names.forEach(part -> lines.addAll(part.lines()));
        missing.forEach(platform -> lines.add("It has no image for " + platform + "."));
        boolean several = expected.built().size() > 1
                || MediaTypes.isIndex(given.documents().top().descriptor().mediaType());
        for (Compared one : compared) {
            if (one.comparison().same() && several && !same) {
                lines.add(one.manifest().name() + ": the same.");
            } else if (!one.comparison().same()) {
                if (several) {
                    lines.add(one.manifest().name() + ":");
                }
                lines.addAll(one.comparison().lines());
            }
        }
        notCompared.forEach(manifest -> lines.add("Not compared: " + manifest));
        if (!notNamed.isEmpty()) {
            expected.built().forEach(built -> notNamed.add(platform(built)));
            lines.add("Compare them, too: -Dkubespray.platforms=" + String.join(",", notNamed));
        }
        if (same) {
            lines.addAll(unread(given));
        }
        Json.Members json = Json.object()
                .put("image", given.address())
                .put("same", Json.bool(same))
                .put("expected", digest(expected.assembly()).toString())
                .put("given", digest(given.documents()).toString())
                .put("rebuilt", Json.bool(!reused(expected)))
                .put("layersRead", Json.bool(given.kept().isEmpty()))
                .put("missing", Json.texts(missing))
                .put("notCompared", Json.texts(notCompared))
                .put("names", new Json.Array(names.stream().<Json>map(Comparison.Part::json).toList()))
                .put("platforms", new Json.Array(compared.stream().map(Compared::json).toList()))
                .build();
        return new Verdict(same, finding(given, same), lines, json);
    }

    /** What a client sees before any manifest. */
    private static List<Comparison.Part> names(Expected expected, GivenImage given, boolean sameDigest)
            throws IOException {
        List<Comparison.Part> names = new ArrayList<>();
        Document top = expected.assembly().top();
        if (given.original()) {
            names.add(IndexComparison.of(top, given.documents().top()));
        }
        if (sameDigest && given.entry().isPresent()) {
            Optional<Platform> only = expected.built().size() == 1
                    ? Optional.of(expected.built().get(0).image().config().platform())
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

    private static String platform(Built built) {
        return built.image().config().platform().toString();
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

    private Comparison compare(Built expected, GivenImage given, Document manifest) throws IOException {
        Document own = expected.image().manifest().document();
        Document config = expected.image().config().document();
        Document givenConfig =
                document(given.documents(), Manifest.read(manifest).config());
        return ImageComparison.of(
                platform(expected),
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

    private static Document document(Assembly image, Descriptor wanted) throws IOException {
        return image.documents().stream()
                .filter(one -> one.descriptor().digest().equals(wanted.digest()))
                .findFirst()
                .orElseThrow(() -> new IOException(wanted.digest() + " is not in the image"));
    }

    private Path cached(Descriptor blob) throws IOException {
        return cache.find(blob.digest())
                .orElseThrow(() -> new IOException(blob.digest() + " is not in the cache any more"));
    }

    private static Digest digest(Assembly image) {
        return image.top().descriptor().digest();
    }
}
