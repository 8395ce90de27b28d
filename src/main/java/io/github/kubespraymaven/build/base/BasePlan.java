package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Task;
import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.checkout.Watch;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.StandardPackages;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockReader;
import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.manifest.Architecture;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.resolve.Fetched;
import io.github.kubespraymaven.python.resolve.Goal;
import io.github.kubespraymaven.python.resolve.Goals;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistBuild;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

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
    private final Optional<Lock> lock;

    private BasePlan(
            BaseRequest request,
            KnownKubectl known,
            PythonRequirements requirements,
            Suite suite,
            KeptCollections collections,
            Optional<Lock> lock) {
        this.request = request;
        this.known = known;
        this.requirements = requirements;
        this.suite = suite;
        this.collections = collections;
        this.lock = lock;
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
                KeptCollections.of(request.collections(), request.checkout()),
                lock(request.checkout(), workshop.watch()));
    }

    private static Optional<Lock> lock(Path checkout, Watch watch) throws IOException {
        Path file = checkout.resolve(Lock.FILE);
        watch.asked(file);
        return Files.exists(file) ? Optional.of(LockReader.read(Files.readString(file))) : Optional.empty();
    }

    /** Returns the checkout's lock, if it has one. */
    public Optional<Lock> lock() {
        return lock;
    }

    /** Returns the version of Kubernetes in the base's name: of the kubectl in it, else kubespray's own. */
    public String kubeVersion(Platform platform) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        return kubectl.isPresent() ? kubectl.get().version() : known.kubeVersion();
    }

    /** Returns the base for a platform: the known one, or one that is built now. */
    public Base base(Platform platform, Workshop workshop, Sources sources) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        BaseInputs resolved = inputs(platform, kubectl);
        Optional<LockedPlatform> locked = locked(resolved);
        BaseInputs inputs = locked.isPresent() ? resolved.locked(locked.get().digest()) : resolved;
        Optional<LockedFiles> files = locked.map(LockedFiles::new);
        PythonDistributions python = python(platform, inputs.pythonKey(), workshop, sources, files);
        Part osPart = () -> osPart(platform, inputs, workshop, archive(workshop, sources), sources.now(), files)
                .make();
        List<Part> under = new ArrayList<>(List.of(osPart));
        kubectl.ifPresent(
                binary -> under.add(new KubectlPart(workshop, binary, sources.files(), request.compression())));
        return collections.followFromDistributions()
                ? baseOfUsed(platform, inputs, python, under, workshop, new BaseBuild(workshop, sources.bases()))
                : baseOfAsked(platform, inputs, python, under, workshop, new BaseBuild(workshop, sources.bases()));
    }

    /** Returns the instant after which uploads do not count, if there is one. */
    Optional<Instant> excludeNewer() {
        return request.excludeNewer();
    }

    /**
     * Checks that a platform is locked as it is asked for now.
     *
     * @throws MistakeException if it is not: names what differs
     */
    void requireLocked(Platform platform) throws IOException {
        locked(inputs(platform, kubectl(platform)));
    }

    /** Returns what is locked for these inputs, where there is a lock; one that was written for others is an error. */
    private Optional<LockedPlatform> locked(BaseInputs inputs) throws MistakeException {
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<LockedPlatform> found = lock.get().platform(inputs.platform());
        if (found.isEmpty()) {
            throw new MistakeException(Lock.FILE + " has nothing for " + inputs.platform() + ", only for "
                    + String.join(", ", lock.get().platforms().keySet()) + "; lock it too: mvn kubespray:lock"
                    + " -Dkubespray.platforms="
                    + String.join(",", lock.get().platforms().keySet()) + ","
                    + inputs.platform());
        }
        List<String> stale = found.get().stale(inputs.resolution());
        if (!stale.isEmpty()) {
            throw new MistakeException(Lock.FILE + " was made of other inputs for " + inputs.platform() + ":\n  "
                    + String.join("\n  ", stale) + "\nTake over the change with mvn kubespray:lock, or take it back.");
        }
        return found;
    }

    /**
     * Resolves a platform's base for a lock.
     *
     * @param upgrade what may move to newer versions than are locked now
     */
    public LockedPlatform lock(Platform platform, Upgrade upgrade, Workshop workshop, Sources sources)
            throws IOException {
        BaseInputs inputs = inputs(platform, kubectl(platform));
        Optional<LockedPlatform> before =
                lock.flatMap(present -> present.platform(inputs.platform())).filter(present -> !upgrade.all());
        if (before.isPresent()
                && upgrade.names().isEmpty()
                && before.get().stale(inputs.resolution()).isEmpty()) {
            return before.get();
        }
        PythonDistributions python = python(platform, inputs.pythonKey(), workshop, sources, Optional.empty());
        OsPart os = osPart(platform, inputs, workshop, archive(workshop, sources), sources.now(), Optional.empty());
        try (Begun begun = new Begun(workshop.threads())) {
            Task<List<ChosenPackage>> packages = begun.task(() -> os.resolve(upgrade.kept(before), names(before)));
            List<Fetched> distributions = python.resolve(upgrade.preferred(before));
            return Locking.of(inputs, packages.end(), distributions);
        }
    }

    private static Set<String> names(Optional<LockedPlatform> locked) {
        return locked.map(LockedPlatform::debs).orElse(List.of()).stream()
                .map(Locked.Deb::name)
                .collect(Collectors.toSet());
    }

    private Base baseOfAsked(
            Platform platform,
            BaseInputs inputs,
            PythonDistributions python,
            List<Part> under,
            Workshop workshop,
            BaseBuild build)
            throws IOException {
        PythonPart.Kept kept = () ->
                collections.areAll() ? Optional.empty() : collections.of(python.collections(), () -> NamedPlugins.NONE);
        List<Part> parts = new ArrayList<>(under);
        parts.add(new PythonPart(workshop, python, collections, kept, request.compression()));
        return build.get(platform, inputs, request.refresh(), parts);
    }

    /** Which collections are used is known when the distributions are; nothing but ansible's layer waits for that. */
    private Base baseOfUsed(
            Platform platform,
            BaseInputs inputs,
            PythonDistributions python,
            List<Part> under,
            Workshop workshop,
            BaseBuild build)
            throws IOException {
        try (Begun begun = new Begun(workshop.threads())) {
            Task<NamedPlugins> scan = begun.task(() -> collections.scan(workshop));
            Optional<AnsibleCollections> known = request.refresh() ? Optional.empty() : python.knownCollections();
            if (known.isPresent()) {
                BaseInputs probable = inputs.with(collections.lines(collections.of(known, scan::end)));
                Optional<Base> made = build.known(platform, probable);
                if (made.isPresent()) {
                    return made.get().asked(asked(inputs, scan));
                }
            }
            if (build.looksElsewhere() && !request.refresh()) {
                Optional<Base> found = build.find(platform, inputs, asked(inputs, scan));
                if (found.isPresent()) {
                    return found.get();
                }
            }
            Task<Optional<SortedSet<CollectionName>>> kept =
                    begun.task(() -> collections.of(python.collections(), scan::end));
            List<Part> parts = new ArrayList<>();
            for (Part part : under) {
                parts.add(begun.task(part::make)::end);
            }
            PythonPart pythonPart = new PythonPart(workshop, python, collections, kept::end, request.compression());
            parts.add(begun.task(pythonPart::make)::end);
            BaseInputs certain = inputs.with(collections.lines(kept.end()));
            return build.get(platform, certain, request.refresh(), parts).asked(asked(inputs, scan));
        }
    }

    private Digest asked(BaseInputs inputs, Task<NamedPlugins> scan) throws IOException {
        return inputs.with(collections.asked(scan.end())).key();
    }

    /** To read the archive's keys costs more than all else that a build does which finds its base made. */
    private static Archive archive(Workshop workshop, Sources sources) {
        return new Archive(workshop.fetch(), KeyRing.debian(), sources.mirrors(), sources.snapshot());
    }

    private OsPart osPart(
            Platform platform,
            BaseInputs inputs,
            Workshop workshop,
            Archive archive,
            Instant now,
            Optional<LockedFiles> locked) {
        return new OsPart(
                workshop,
                archive,
                suite,
                platform.architecture(),
                inputs.packages(),
                Set.copyOf(inputs.asked()),
                now,
                request.compression(),
                locked);
    }

    /**
     * Returns the Python distributions.
     *
     * @param locked names them, where they are locked
     */
    PythonDistributions python(
            Platform platform, Digest key, Workshop workshop, Sources sources, Optional<LockedFiles> locked)
            throws IOException {
        Machine machine = platform.equals(Platform.LINUX_ARM64) ? Machine.AARCH64 : Machine.X86_64;
        Goal goal = Goals.of(
                requirements.file(),
                request.checkout(),
                new Target(suite.pythonMinor(), suite.glibcMinor(), machine),
                request.sdists());
        List<SourceSearch.LastResort> indexes = new ArrayList<>(sources.indexes());
        indexes.add(() -> new DebianPip(
                        archive(workshop, sources), suite.codename(), platform.architecture(), sources.now())
                .index());
        return new PythonDistributions(
                workshop, goal, request.excludeNewer(), key, locked, new PythonDistributions.Origin() {
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
                request.compression().label(),
                Optional.empty());
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
