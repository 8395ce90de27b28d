package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.Recipe;
import io.github.kubespraymaven.builder.lock.LockBuild;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.builder.plan.BasePlan;
import io.github.kubespraymaven.builder.plan.Sources;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.checkout.AppTree;
import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.CheckoutFacts;
import io.github.kubespraymaven.checkout.Checksums;
import io.github.kubespraymaven.checkout.Dockerignore;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Builds base and image of a checkout, and writes what came of it. */
public final class ImageBuild {
    private static final String WORKING_DIRECTORY = "/" + AppTree.PLACE;
    private static final String NAME = "kubespray";

    /** Raised whenever the checkout's layer is made otherwise. */
    private static final int APP_FORMAT = 1;

    /** What is kept of a checkout's files, by its place. */
    private static final String SUMS = "checkout-sums";

    private final ImageRequest request;
    private final BuildContext context;
    private final Sources sources;
    private final Checkout checkout;
    private final GitFacts git;
    private final CheckoutFacts facts;
    private final BasePlan plan;
    private final Attestor attestor;
    private final BaseLayers layers;
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private ImageBuild(
            ImageRequest request,
            BuildContext context,
            Sources sources,
            Checkout checkout,
            GitFacts git,
            CheckoutFacts facts,
            BasePlan plan) {
        this.request = request;
        this.context = context;
        this.sources = sources;
        this.checkout = checkout;
        this.git = git;
        this.facts = facts;
        this.plan = plan;
        this.attestor = new Attestor(request.attestations(), NAME, facts, context, sources);
        this.layers = new BaseLayers(context, sources.bases());
    }

    /**
     * Reads the checkout.
     *
     * @throws io.github.kubespraymaven.error.UserErrorException if it is none, or something in it cannot be used
     */
    public static ImageBuild of(ImageRequest request, BuildContext context, Sources sources) throws IOException {
        return context.timings().of("read the checkout", () -> {
            Checkout checkout = Checkout.open(request.base().checkout());
            GitFacts git = request.git().facts();
            CheckoutFacts facts = checkout.facts(git, request.version());
            return new ImageBuild(
                    request,
                    context,
                    sources,
                    checkout,
                    git,
                    facts,
                    BasePlan.of(request.base(), context, sources.registries()));
        });
    }

    /** Returns what writes and compares the checkout's lock. */
    public LockBuild lock() {
        return new LockBuild(plan, checkout.directory(), request.platforms(), context, sources);
    }

    /** Builds the bases alone, and writes {@code base/} and {@code base.json}. */
    public Outcome base() throws IOException {
        List<Base> bases = bases();
        List<Built> built = bases.stream()
                .map(base -> new Built(base.image(), base.layers()))
                .toList();
        String tag = baseTag();
        ImageContents assembly = assembly(built);
        layers.bringFiles(bases);
        keep(bases, tag);
        OciLayout layout = new OciLayout(request.results().resolve("base"));
        layout.replace(assembly, tag, context.cache().blobs(), layers.absent(bases));
        Json.Builder json = ResultFile.describe(assembly, List.of(NAME + ":" + tag), built)
                .put("key", bases.get(0).key().toString())
                .put("reused", Json.bool(bases.stream().allMatch(Base::reused)))
                .put("inputs", bases.get(0).inputs().json())
                .put("timing", context.timings().json());
        ResultFile.write(request.results().resolve("base.json"), json.build());
        layout.keepOnly(assembly);
        return new Outcome(
                assembly.top().descriptor().digest(), NAME + ":" + tag, layout.directory(), built, bases, List.of());
    }

    /**
     * Builds base and image, and writes {@code image/} and {@code image.json}: at last, so that they stay as they were where
     * a destination cannot be written to.
     */
    public Outcome image() throws IOException {
        request.destinations().check(request.platforms().size());
        request.places(context.cache().directory()).check();
        RunningTask<Layer> begun = context.tasks().begin(this::app);
        List<Base> bases = bases();
        context.threads().execute(() -> request.destinations()
                .lookAhead(bases, context.cache().blobs()));
        RunningTask<Attestor.Known> known = context.tasks().begin(() -> attestor.known(bases));
        Layer app = begun.end();
        List<Built> built = bases.stream().map(base -> image(base, app)).toList();
        String tag = facts.version().inTag() + "-kube-" + kubeVersion();
        ImageContents assembly = assembly(built);
        layers.bringFiles(bases);
        keep(bases, baseTag());
        if (request.destinations().needLayers()) {
            layers.bring(bases);
        }
        Set<Digest> absent = layers.absent(bases);
        RunningTask<Attestations> attestations = context.tasks()
                .begin(() -> attestor.of(built, known.end(), assembly.top().descriptor(), tag, created()));
        List<String> tags = new ArrayList<>(List.of(NAME + ":" + tag));
        tags.addAll(context.timings().of("write to destinations", () -> request.destinations()
                .write(
                        assembly,
                        NAME,
                        tag,
                        context.cache().blobs(),
                        layers.elsewhere(bases),
                        () -> request.attestations().attached() ? attestations.end() : Attestations.NONE,
                        context.report())));
        OciLayout layout = new OciLayout(request.results().resolve("image"));
        context.timings()
                .of(
                        "write the image",
                        () -> layout.replace(assembly, tag, context.cache().blobs(), absent));
        List<Path> written = attestations.end().write(request.results());
        ResultFile.write(
                request.results().resolve("image.json"),
                describe(assembly, tags, built, bases)
                        .put("timing", context.timings().json())
                        .build());
        layout.keepOnly(assembly);
        return new Outcome(
                assembly.top().descriptor().digest(), NAME + ":" + tag, layout.directory(), built, bases, written);
    }

    /** Returns what compares images with the one that this checkout and its lock give. */
    public ImageVerification verification() {
        ImageVerification.Building building = new ImageVerification.Building() {
            @Override
            public ImageVerification.Expected expected() throws IOException {
                return fromLock();
            }

            @Override
            public void bring(List<Base> bases) throws IOException {
                layers.bring(bases);
            }
        };
        return new ImageVerification(
                building,
                request.destinations().registries(),
                context.cache().blobs(),
                context.timings(),
                request.base().refresh());
    }

    /** Builds base and image from the lock, and writes nothing but the cache. */
    private ImageVerification.Expected fromLock() throws IOException {
        plan.requireLock();
        RunningTask<Layer> begun = context.tasks().begin(this::app);
        List<Base> bases = bases();
        Layer app = begun.end();
        List<Built> built = bases.stream().map(base -> image(base, app)).toList();
        return new ImageVerification.Expected(assembly(built), built, bases);
    }

    private static Json.Builder describe(
            ImageContents assembly, List<String> tags, List<Built> built, List<Base> bases) {
        return ResultFile.describe(assembly, tags, built)
                .put(
                        "base",
                        Json.object()
                                .put("digest", digest(bases.get(0).image()).toString())
                                .put("key", bases.get(0).key().toString())
                                .put("reused", Json.bool(bases.stream().allMatch(Base::reused)))
                                .build())
                .put("inputs", bases.get(0).inputs().json());
    }

    /**
     * Keeps what the next build may find unchanged.
     *
     * @param asked all that was asked for
     * @param report what people are told of an outcome, a line each
     */
    public void remember(String asked, Outcome outcome, Function<Outcome, List<String>> report) throws IOException {
        if (!context.watch().isReliable() || !request.destinations().targets().isEmpty()) {
            return;
        }
        Outcome again = outcome.again();
        ImageContents assembly = assembly(again.platforms());
        Json.Builder json = describe(assembly, List.of(again.name()), again.platforms(), again.bases())
                .put("timing", Json.object().build());
        InputRecorder written = new InputRecorder(Instant.MAX);
        new OciLayout(again.layout()).files(assembly).forEach(written::asked);
        again.attestations().forEach(written::asked);
        List<String> lines = new ArrayList<>(warnings);
        lines.addAll(report.apply(again));
        new UpToDate(
                        asked,
                        request.git().text(),
                        context.watch().text(),
                        written.text(),
                        JsonWriter.pretty(json.build()),
                        lines)
                .keep(request.results());
    }

    private List<Base> bases() throws IOException {
        List<Base> bases = new ArrayList<>();
        for (Platform platform : request.platforms()) {
            bases.add(plan.base(platform, context, sources));
        }
        return bases;
    }

    private String baseTag() throws IOException {
        return facts.version().inTag() + "-base-kube-" + kubeVersion();
    }

    /** Stores bases that were made here where other machines look for them. */
    private void keep(List<Base> bases, String tag) throws IOException {
        if (sources.bases().isPresent()) {
            ImageContents together = assembly(bases.stream()
                    .map(base -> new Built(base.image(), base.layers()))
                    .toList());
            sources.bases().get().put(bases, together, tag, base -> attestor.of(base, tag), context);
        }
    }

    private String kubeVersion() throws IOException {
        return plan.kubeVersion(request.platforms().get(0));
    }

    private Layer app() throws IOException {
        AppTree tree = context.timings().of("read the checkout's files", this::tree);
        tree.warnings().forEach(warning -> warnings.add("WARNING: " + warning));
        warnings.forEach(context.report());
        return context.timings().of("app layer", () -> app(tree));
    }

    /** Writes the checkout's layer only if it has changed. */
    private Layer app(AppTree tree) throws IOException {
        Recipe recipe = Recipe.of(
                "app",
                APP_FORMAT,
                List.of(tree.digest().toString()),
                Map.of("compression", request.base().compression().label()));
        String what = facts.revision().orElseGet(() -> facts.version().toString());
        return new Layer("app", what, context.layers().get(recipe, tree));
    }

    /** Files that were read by an earlier build and not touched since are not read again. */
    private AppTree tree() throws IOException {
        checkout.describeTo(context.watch());
        Records records = context.cache().records();
        Digest place = Digest.of(checkout.directory().toString());
        Optional<byte[]> known = records.find(SUMS, place);
        AppTree tree = AppTree.read(
                checkout,
                git,
                Dockerignore.rules(checkout),
                context.outputs(),
                known.map(Checksums::read).orElse(Checksums.NONE),
                context.watch());
        byte[] sums = tree.sums(sources.now());
        if (known.isEmpty() || !Arrays.equals(known.get(), sums)) {
            records.put(SUMS, place, sums);
        }
        return tree;
    }

    private Built image(Base base, Layer app) {
        Image under = base.image();
        Instant created = created();
        Image image = under.with(List.of(ImageLayer.of(app.blob(), "app: " + app.what())), created.toString())
                .run(under.config().run().in(WORKING_DIRECTORY).labelled(ImageFacts.of(facts, created, digest(under))))
                .annotated(ImageFacts.of(facts, created, digest(under)));
        List<Layer> layers = new ArrayList<>(base.layers());
        layers.add(app);
        return new Built(image, layers);
    }

    private Instant created() {
        return request.timestamp().or(facts::commitTime).orElse(TarLayer.TIME);
    }

    private ImageContents assembly(List<Built> built) {
        return built.size() == 1
                ? ImageContents.of(built.get(0).image())
                : ImageContents.of(built.stream().map(Built::image).toList(), ImageFacts.of(facts, created()));
    }

    private static Digest digest(Image image) {
        return image.manifest().document().descriptor().digest();
    }
}
