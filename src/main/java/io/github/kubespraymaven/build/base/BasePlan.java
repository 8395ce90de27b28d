package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.checkout.Watch;
import io.github.kubespraymaven.debian.resolve.StandardPackages;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockLines;
import io.github.kubespraymaven.lock.LockReader;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.manifest.Architecture;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
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
    private final Grounds grounds;
    private final KeptCollections collections;
    private final Optional<Lock> lock;

    private BasePlan(
            BaseRequest request,
            KnownKubectl known,
            PythonRequirements requirements,
            Grounds grounds,
            KeptCollections collections,
            Optional<Lock> lock) {
        this.request = request;
        this.known = known;
        this.requirements = requirements;
        this.grounds = grounds;
        this.collections = collections;
        this.lock = lock;
    }

    /**
     * Reads what of the checkout decides about the base.
     *
     * @param workshop keeps what was found out before
     * @param registries how registries are spoken to, of which one may have an image to stand on
     * @throws io.github.kubespraymaven.mistake.MistakeException if something in it cannot be used
     */
    public static BasePlan of(BaseRequest request, Workshop workshop, Registries registries) throws IOException {
        PythonRequirements requirements = PythonRequirements.read(
                request.checkout(), request.requirements(), request.environment(), workshop.watch());
        Optional<Lock> lock = lock(request.checkout(), workshop.watch());
        return new BasePlan(
                request,
                new KnownKubectl(request.checkout(), workshop.cache().records(), workshop.watch()),
                requirements,
                Grounds.of(request.from(), requirements.named(), workshop, registries, lock),
                KeptCollections.of(request.collections(), request.checkout()),
                lock);
    }

    /** Returns the same plan, which an image to stand on enters as it is now, whatever is locked. */
    BasePlan upgraded() {
        return new BasePlan(request, known, requirements, grounds.upgraded(), collections, lock);
    }

    /** Returns the same plan, which an image to stand on enters as it is now where that is not to be had by its digest. */
    BasePlan relocked() {
        return grounds.keepsWhatIsLocked() ? this : upgraded();
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

    /**
     * Requires that the checkout has a lock.
     *
     * @throws MistakeException if it has none
     */
    public void requireLock() throws MistakeException {
        if (lock.isEmpty()) {
            throw new MistakeException("There is no " + Lock.FILE + " in " + request.checkout()
                    + ", and without one a build takes the newest packages there are: nothing can be compared with that."
                    + " Write it: mvn kubespray:lock");
        }
    }

    /** Returns the version of Kubernetes in the base's name: of the kubectl in it, else kubespray's own. */
    public String kubeVersion(Platform platform) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        return kubectl.isPresent() ? kubectl.get().version() : known.kubeVersion();
    }

    /** Returns the base for a platform: the known one, or one that is built now. */
    public Base base(Platform platform, Workshop workshop, Sources sources) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        BaseInputs resolved = inputs(platform);
        Optional<LockedPlatform> locked = locked(resolved);
        BaseInputs inputs = locked.isPresent() ? resolved.locked(locked.get().digest()) : resolved;
        BaseParts parts = parts(
                platform,
                inputs,
                workshop,
                sources,
                locked.map(one -> new LockedFiles(one, request.checkout().resolve(Lock.FILE))));
        PythonDistributions python = parts.python();
        List<Part> under = new ArrayList<>(List.of(parts::osLayers));
        kubectl.ifPresent(
                binary -> under.add(new KubectlPart(workshop, binary, sources.files(), request.compression())));
        BaseBuild build = new BaseBuild(
                workshop,
                BaseParts.indexes(request, locked.isPresent(), sources),
                sources.bases(),
                grounds.facts(platform));
        if (collections.followFromDistributions()) {
            return new UsedBase(request, collections, workshop, build).get(platform, inputs, python, under);
        }
        PythonPart.Kept kept = () ->
                collections.areAll() ? Optional.empty() : collections.of(python.collections(), () -> NamedPlugins.NONE);
        List<Part> all = new ArrayList<>(under);
        all.add(new PythonPart(workshop, python, collections, kept, request.compression()));
        return build.get(platform, inputs, request.refresh(), all);
    }

    /** Returns what a base for a platform is made by. */
    BaseParts parts(
            Platform platform, BaseInputs inputs, Workshop workshop, Sources sources, Optional<LockedFiles> locked)
            throws IOException {
        return new BaseParts(
                request,
                requirements.file(),
                grounds.of(platform),
                platform,
                inputs,
                workshop,
                lock.isPresent() ? sources.at(lock.get().instant()) : sources,
                locked);
    }

    /** Returns the instant after which uploads do not count, if there is one. */
    Optional<Instant> excludeNewer() {
        return request.excludeNewer();
    }

    /** Returns what decides about a base for a platform, whatever is locked. */
    BaseInputs inputs(Platform platform) throws IOException {
        return inputs(platform, kubectl(platform));
    }

    /** Returns what is locked for these inputs, where there is a lock; one that was written for others is an error. */
    Optional<LockedPlatform> locked(BaseInputs inputs) throws IOException {
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<LockedPlatform> found = lock.get().platform(inputs.platform());
        if (found.isEmpty()) {
            throw notLocked(inputs.platform());
        }
        List<String> stale = found.get().stale(inputs.resolution());
        if (!stale.isEmpty()) {
            throw new MistakeException(Lock.FILE + " was made of other inputs for " + inputs.platform() + ":\n  "
                    + String.join("\n  ", stale) + "\nTake over the change with mvn kubespray:lock, or take it back.");
        }
        return found;
    }

    /** Returns what a lock names otherwise than its inputs ask for, a line each. */
    List<String> unfit(BaseInputs inputs, LockedPlatform locked) {
        return LockFit.problems(inputs, locked, requirements.named());
    }

    private MistakeException notLocked(String platform) throws IOException {
        SortedMap<String, Integer> there =
                LockLines.platforms(Files.readString(request.checkout().resolve(Lock.FILE)));
        String lines = there.entrySet().stream()
                .map(one -> one.getKey() + " (line " + one.getValue() + ")")
                .collect(Collectors.joining(", "));
        List<String> all = new ArrayList<>(there.keySet());
        all.add(platform);
        return new MistakeException(
                Lock.FILE + ":" + there.values().stream().findFirst().orElse(1)
                        + ": there is nothing for " + platform + ", only for " + (lines.isEmpty() ? "none" : lines)
                        + "; lock it too: mvn kubespray:lock -Dkubespray.platforms=" + String.join(",", all));
    }

    private BaseInputs inputs(Platform platform, Optional<Kubectl> kubectl) throws IOException {
        return new BaseInputs(
                platform.toString(),
                grounds.of(platform).standing(),
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
