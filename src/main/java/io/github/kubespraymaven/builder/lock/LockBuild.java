package io.github.kubespraymaven.builder.lock;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.debian.OsPackages;
import io.github.kubespraymaven.builder.plan.BaseInputs;
import io.github.kubespraymaven.builder.plan.BaseParts;
import io.github.kubespraymaven.builder.plan.BasePlan;
import io.github.kubespraymaven.builder.plan.Sources;
import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockChanges;
import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.resolve.PinnedDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes or compares a checkout's lock. */
public final class LockBuild {
    private final BasePlan plan;
    private final Path file;
    private final List<Platform> platforms;
    private final BuildContext context;
    private final Sources sources;

    /** For some platforms, and all that are locked already. */
    public LockBuild(BasePlan plan, Path checkout, List<Platform> asked, BuildContext context, Sources sources) {
        this.plan = plan;
        this.file = checkout.resolve(Lock.FILE);
        this.context = context;
        this.sources = sources;
        TreeSet<String> names = new TreeSet<>();
        asked.forEach(platform -> names.add(platform.toString()));
        plan.lock().ifPresent(lock -> names.addAll(lock.platforms().keySet()));
        this.platforms = names.stream().map(Platform::parse).toList();
    }

    /**
     * Checks that the lock was made of the inputs as they are, and names what these ask for: resolves nothing and writes nothing.
     *
     * @return what is said of it: whether there are newer files is not known
     * @throws UserErrorException if it is missing, was made of other inputs, or lacks something: names it
     */
    public String check() throws IOException {
        if (plan.lock().isEmpty()) {
            throw new UserErrorException(file + " is missing; write it: mvn kubespray:lock");
        }
        for (Platform platform : platforms) {
            BaseInputs inputs = plan.inputs(platform);
            List<String> unfit = plan.unfit(inputs, plan.locked(inputs).orElseThrow());
            if (!unfit.isEmpty()) {
                throw new UserErrorException(file + " does not name what its inputs for " + platform + " ask for:\n  "
                        + String.join("\n  ", unfit)
                        + "\nA line was changed or lost by hand or by a merge: take that back,"
                        + " or lock again: mvn kubespray:lock");
            }
        }
        return file + " fits this checkout, for "
                + platforms.stream().map(Platform::toString).collect(Collectors.joining(", "))
                + ". Nothing was resolved: whether there are newer files was not looked at.";
    }

    /**
     * Writes the lock, if anything in it changes.
     *
     * @return what people are told, a line each
     * @throws UserErrorException if something is to be upgraded that is not locked
     */
    public List<String> write(Upgrade upgrade) throws IOException {
        requireKnown(upgrade);
        List<String> report = new ArrayList<>();
        List<LockedPlatform> locked = new ArrayList<>();
        for (Platform platform : platforms) {
            Optional<LockedPlatform> before = plan.lock().flatMap(lock -> lock.platform(platform.toString()));
            LockedPlatform now = resolve(platform, upgrade);
            locked.add(now);
            List<String> changes = LockChanges.between(before, now);
            report.add(platform + ": " + now.debs().size() + " Debian packages, "
                    + now.pythons().size() + " Python distributions, " + changes.size()
                    + (before.isPresent() ? " changed" : " new")
                    + (changes.isEmpty() || before.isEmpty() ? "." : ":"));
            if (before.isPresent()) {
                report.addAll(changes);
            }
        }
        Optional<Lock> old = plan.lock();
        if (old.isPresent() && old.get().platforms().values().stream().toList().equals(locked)) {
            report.add(file + " stays as it is.");
            return report;
        }
        Replacement.write(file, Lock.of(instant(), locked).text().getBytes(StandardCharsets.UTF_8));
        report.add("Wrote " + file + " (" + context.timings().text() + ").");
        return report;
    }

    private LockedPlatform resolve(Platform platform, Upgrade upgrade) throws IOException {
        BasePlan plan = upgrade.all() ? this.plan.upgraded() : this.plan.relocked();
        BaseInputs inputs = plan.inputs(platform);
        Optional<LockedPlatform> before = plan.lock()
                .flatMap(present -> present.platform(inputs.platform()))
                .filter(present -> !upgrade.all());
        if (before.isPresent()
                && upgrade.names().isEmpty()
                && before.get().stale(inputs.resolution()).isEmpty()
                && plan.unfit(inputs, before.get()).isEmpty()) {
            return before.get();
        }
        BaseParts parts = plan.parts(platform, inputs, context, sources, Optional.empty());
        Set<String> names = before.map(LockedPlatform::debs).orElse(List.of()).stream()
                .map(Locked.Deb::name)
                .collect(Collectors.toSet());
        try (RunningTask<List<ChosenPackage>> packages = context.tasks().begin(() -> {
            Optional<OsPackages> os = parts.os();
            return os.isPresent() ? os.get().keeping(upgrade.kept(before), names) : List.of();
        })) {
            List<PinnedDistribution> distributions = parts.python().resolve(upgrade.held(before));
            LockedPlatform now = LockWriter.of(inputs, packages.end(), distributions);
            return before.map(now::settled).orElse(now);
        }
    }

    private Instant instant() {
        return plan.excludeNewer().orElseGet(() -> sources.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private void requireKnown(Upgrade upgrade) throws UserErrorException {
        TreeSet<String> unknown = new TreeSet<>(upgrade.names());
        for (LockedPlatform platform :
                plan.lock().map(lock -> List.copyOf(lock.platforms().values())).orElse(List.of())) {
            unknown.retainAll(upgrade.unknown(platform));
        }
        if (!unknown.isEmpty()) {
            throw new UserErrorException("upgrade: " + String.join(", ", unknown) + " is not in " + file
                    + "; give names of packages or distributions that are, or no name for all");
        }
    }
}
