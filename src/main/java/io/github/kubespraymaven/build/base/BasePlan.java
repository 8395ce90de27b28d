package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Task;
import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.debian.resolve.StandardPackages;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.manifest.Architecture;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.resolve.Goal;
import io.github.kubespraymaven.python.resolve.Goals;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistBuild;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a base before anything is resolved: its inputs for each platform, and with them whether it has to be
 * built at all.
 */
public final class BasePlan {
    private static final String NO_KUBECTL = "none";
    private static final String OWN_KUBECTL = "auto";

    private final BaseRequest request;
    private final KnownKubectl known;
    private final PythonRequirements requirements;
    private final Suite suite;
    private final KeptCollections collections;

    private BasePlan(
            BaseRequest request,
            KnownKubectl known,
            PythonRequirements requirements,
            Suite suite,
            KeptCollections collections) {
        this.request = request;
        this.known = known;
        this.requirements = requirements;
        this.suite = suite;
        this.collections = collections;
    }

    /**
     * Reads what of the checkout decides about the base.
     *
     * @param workshop keeps what was found out before
     * @throws io.github.kubespraymaven.mistake.MistakeException if something in it cannot be used
     */
    public static BasePlan of(BaseRequest request, Workshop workshop) throws IOException {
        PythonRequirements requirements = PythonRequirements.read(
                request.checkout(), request.requirements(), request.environment(), workshop.watch());
        return new BasePlan(
                request,
                new KnownKubectl(request.checkout(), workshop.cache().records(), workshop.watch()),
                requirements,
                FromRule.suite(request.from(), requirements.named()),
                KeptCollections.of(request.collections(), request.checkout()));
    }

    /** Returns the version of Kubernetes in the base's name: of the kubectl in it, else kubespray's own. */
    public String kubeVersion(Platform platform) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        return kubectl.isPresent() ? kubectl.get().version() : known.kubeVersion();
    }

    /** Returns the base for a platform: the known one, or one that is built now. */
    public Base base(Platform platform, Workshop workshop, Sources sources) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        BaseInputs inputs = inputs(platform, kubectl);
        PythonDistributions python = python(platform, inputs.pythonKey(), workshop, sources, () -> new DebianPip(
                        archive(workshop, sources), suite.codename(), platform.architecture(), sources.now())
                .index());
        Part pythonPart = new PythonPart(workshop, python, collections, request.compression());
        Part osPart = () -> osPart(platform, inputs, workshop, archive(workshop, sources), sources.now())
                .make();
        List<Part> others = new ArrayList<>();
        kubectl.ifPresent(
                binary -> others.add(new KubectlPart(workshop, binary, sources.files(), request.compression())));
        others.add(pythonPart);
        BaseBuild build = new BaseBuild(workshop, sources.bases());
        if (!collections.followFromDistributions()) {
            return build.get(platform, inputs, request.refresh(), under(osPart, others));
        }
        Records records = workshop.cache().records();
        Optional<AnsibleCollections> known = request.refresh() ? Optional.empty() : python.knownCollections();
        if (known.isPresent()) {
            BaseInputs probable = inputs.with(collections.lines(collections.of(known, records, workshop.watch())));
            if (build.knows(probable)) {
                return build.get(platform, probable, false, under(osPart, others))
                        .asked(inputs.with(collections.asked(records, workshop.watch()))
                                .key());
            }
        }
        Digest asked = inputs.with(collections.asked(records, workshop.watch())).key();
        Optional<Base> found = request.refresh() ? Optional.empty() : build.find(platform, inputs, asked);
        if (found.isPresent()) {
            return found.get();
        }
        // What is used is known when the distributions are; the operating system need not wait for that.
        try (Task<List<Layer>> begun = Task.begin(workshop.threads(), osPart::make)) {
            BaseInputs certain =
                    inputs.with(collections.lines(collections.of(python.collections(), records, workshop.watch())));
            return build.get(platform, certain, request.refresh(), under(begun::end, others))
                    .asked(asked);
        }
    }

    private static List<Part> under(Part lowest, List<Part> others) {
        List<Part> parts = new ArrayList<>(List.of(lowest));
        parts.addAll(others);
        return parts;
    }

    /** To read the archive's keys costs more than all else that a build does which finds its base made. */
    private static Archive archive(Workshop workshop, Sources sources) {
        return new Archive(workshop.fetch(), KeyRing.debian(), sources.mirrors(), sources.snapshot());
    }

    private OsPart osPart(Platform platform, BaseInputs inputs, Workshop workshop, Archive archive, Instant now) {
        return new OsPart(
                workshop,
                archive,
                suite,
                platform.architecture(),
                inputs.packages(),
                Set.copyOf(inputs.asked()),
                now,
                request.compression());
    }

    /**
     * Returns the Python distributions.
     *
     * @param debianPip the last way to an index
     */
    PythonDistributions python(
            Platform platform, Digest key, Workshop workshop, Sources sources, SourceSearch.LastResort debianPip)
            throws IOException {
        Machine machine = platform.equals(Platform.LINUX_ARM64) ? Machine.AARCH64 : Machine.X86_64;
        Goal goal = Goals.of(
                requirements.file(),
                request.checkout(),
                new Target(suite.pythonMinor(), suite.glibcMinor(), machine),
                request.sdists());
        List<SourceSearch.LastResort> indexes = new ArrayList<>(sources.indexes());
        indexes.add(debianPip);
        return new PythonDistributions(workshop, goal, request.excludeNewer(), key, new PythonDistributions.Origin() {
            @Override
            public PackageSources sources() throws IOException {
                return sources.python().find(requirements.file(), indexes);
            }

            @Override
            public Optional<SdistWheels> builder(PackageSources found) {
                return request.sdists() == Sdists.REFUSE
                        ? Optional.empty()
                        : Optional.of(new SdistWheels(
                                workshop,
                                new SdistBuild(sources.buildPython(), found, request.environment()),
                                new BuiltWheels(workshop.cache()),
                                sources.offline()));
            }
        });
    }

    private BaseInputs inputs(Platform platform, Optional<Kubectl> kubectl) throws IOException {
        return new BaseInputs(
                platform.toString(),
                "debian:" + suite.codename(),
                Packages.of(request.packages(), StandardPackages.names()),
                Packages.written(request.packages()),
                kubectl.map(binary -> new BaseInputs.Kubectl(binary.version(), Digest.sha256(binary.sha256()))),
                requirements.lines(),
                requirements.options(),
                collections.lines(Optional.empty()),
                request.excludeNewer().map(Instant::toString),
                request.sdists().name().toLowerCase(Locale.ROOT),
                request.compression().label());
    }

    private Optional<Kubectl> kubectl(Platform platform) throws IOException {
        if (request.kubectl().equals(NO_KUBECTL)) {
            return Optional.empty();
        }
        Optional<String> version =
                request.kubectl().equals(OWN_KUBECTL) ? Optional.empty() : Optional.of(request.kubectl());
        return Optional.of(known.of(Architecture.of(platform.toString()), version));
    }
}
