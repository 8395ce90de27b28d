package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.LockedFiles;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.debian.RequestedPackages;
import io.github.kubespraymaven.builder.from.BaseSources;
import io.github.kubespraymaven.builder.kubectl.KnownKubectl;
import io.github.kubespraymaven.builder.kubectl.KubectlPart;
import io.github.kubespraymaven.builder.python.KeptCollections;
import io.github.kubespraymaven.builder.python.PythonDistributions;
import io.github.kubespraymaven.builder.python.PythonPart;
import io.github.kubespraymaven.builder.python.PythonRequirements;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.debian.resolve.StandardPackages;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockLines;
import io.github.kubespraymaven.lock.LockReader;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.manifest.variables.Architecture;
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
    private final BaseSources baseSources;
    private final KeptCollections collections;
    private final Optional<Lock> lock;

    private BasePlan(
            BaseRequest request,
            KnownKubectl known,
            PythonRequirements requirements,
            BaseSources baseSources,
            KeptCollections collections,
            Optional<Lock> lock) {
        this.request = request;
        this.known = known;
        this.requirements = requirements;
        this.baseSources = baseSources;
        this.collections = collections;
        this.lock = lock;
    }

    /**
     * Reads what of the checkout decides about the base.
     *
     * @param context keeps what was found out before
     * @param registries how registries are spoken to, of which one may have an image to stand on
     * @throws io.github.kubespraymaven.error.UserErrorException if something in it cannot be used
     */
    public static BasePlan of(BaseRequest request, BuildContext context, Registries registries) throws IOException {
        PythonRequirements requirements = PythonRequirements.read(
                request.checkout(), request.requirements(), request.environment(), context.watch());
        Optional<Lock> lock = lock(request.checkout(), context.watch());
        return new BasePlan(
                request,
                new KnownKubectl(request.checkout(), context.cache().records(), context.watch()),
                requirements,
                BaseSources.of(request.from(), requirements.named(), context, registries, lock),
                KeptCollections.of(request.collections(), request.checkout()),
                lock);
    }

    /** Returns the same plan, which an image to stand on enters as it is now, whatever is locked. */
    public BasePlan upgraded() {
        return new BasePlan(request, known, requirements, baseSources.upgraded(), collections, lock);
    }

    /** Returns the same plan, which an image to stand on enters as it is now where that is not to be had by its digest. */
    public BasePlan relocked() {
        return baseSources.keepsWhatIsLocked() ? this : upgraded();
    }

    private static Optional<Lock> lock(Path checkout, InputRecorder watch) throws IOException {
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
     * @throws UserErrorException if it has none
     */
    public void requireLock() throws UserErrorException {
        if (lock.isEmpty()) {
            throw new UserErrorException("There is no " + Lock.FILE + " in " + request.checkout()
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
    public Base base(Platform platform, BuildContext context, Sources sources) throws IOException {
        Optional<Kubectl> kubectl = kubectl(platform);
        BaseInputs resolved = inputs(platform);
        Optional<LockedPlatform> locked = locked(resolved);
        BaseInputs inputs = locked.isPresent() ? resolved.locked(locked.get().digest()) : resolved;
        BaseParts parts = parts(
                platform,
                inputs,
                context,
                sources,
                locked.map(one -> new LockedFiles(one, request.checkout().resolve(Lock.FILE))));
        PythonDistributions python = parts.python();
        List<Part> under = new ArrayList<>(List.of(parts::osLayers));
        kubectl.ifPresent(
                binary -> under.add(new KubectlPart(context, binary, sources.files(), request.compression())));
        BaseBuild build = new BaseBuild(
                context,
                BaseParts.indexes(request, locked.isPresent(), sources),
                sources.bases(),
                baseSources.facts(platform));
        if (collections.followFromDistributions()) {
            return new UsedBase(request, collections, context, build).get(platform, inputs, python, under);
        }
        PythonPart.Kept kept = () ->
                collections.areAll() ? Optional.empty() : collections.of(python.collections(), () -> NamedPlugins.NONE);
        List<Part> all = new ArrayList<>(under);
        all.add(new PythonPart(context, python, collections, kept, request.compression()));
        return build.get(platform, inputs, request.refresh(), all);
    }

    /** Returns what a base for a platform is made by. */
    public BaseParts parts(
            Platform platform, BaseInputs inputs, BuildContext context, Sources sources, Optional<LockedFiles> locked)
            throws IOException {
        return new BaseParts(
                request,
                requirements.file(),
                baseSources.of(platform),
                platform,
                inputs,
                context,
                lock.isPresent() ? sources.at(lock.get().instant()) : sources,
                locked);
    }

    /** Returns the instant after which uploads do not count, if there is one. */
    public Optional<Instant> excludeNewer() {
        return request.excludeNewer();
    }

    /** Returns what decides about a base for a platform, whatever is locked. */
    public BaseInputs inputs(Platform platform) throws IOException {
        return inputs(platform, kubectl(platform));
    }

    /** Returns what is locked for these inputs, where there is a lock; one that was written for others is an error. */
    public Optional<LockedPlatform> locked(BaseInputs inputs) throws IOException {
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<LockedPlatform> found = lock.get().platform(inputs.platform());
        if (found.isEmpty()) {
            throw notLocked(inputs.platform());
        }
        List<String> stale = found.get().stale(inputs.resolution());
        if (!stale.isEmpty()) {
            throw new UserErrorException(Lock.FILE + " was made of other inputs for " + inputs.platform() + ":\n  "
                    + String.join("\n  ", stale) + "\nTake over the change with mvn kubespray:lock, or take it back.");
        }
        return found;
    }

    /** Returns what a lock names otherwise than its inputs ask for, a line each. */
    public List<String> unfit(BaseInputs inputs, LockedPlatform locked) {
        return LockFit.problems(inputs, locked, requirements.named());
    }

    private UserErrorException notLocked(String platform) throws IOException {
        SortedMap<String, Integer> there =
                LockLines.platforms(Files.readString(request.checkout().resolve(Lock.FILE)));
        String lines = there.entrySet().stream()
                .map(one -> one.getKey() + " (line " + one.getValue() + ")")
                .collect(Collectors.joining(", "));
        List<String> all = new ArrayList<>(there.keySet());
        all.add(platform);
        return new UserErrorException(
                Lock.FILE + ":" + there.values().stream().findFirst().orElse(1)
                        + ": there is nothing for " + platform + ", only for " + (lines.isEmpty() ? "none" : lines)
                        + "; lock it too: mvn kubespray:lock -Dkubespray.platforms=" + String.join(",", all));
    }

    private BaseInputs inputs(Platform platform, Optional<Kubectl> kubectl) throws IOException {
        return new BaseInputs(
                platform.toString(),
                baseSources.of(platform).os(),
                RequestedPackages.of(request.packages(), StandardPackages.names()),
                RequestedPackages.written(request.packages()),
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
