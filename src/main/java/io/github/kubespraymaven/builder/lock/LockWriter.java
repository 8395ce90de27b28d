package io.github.kubespraymaven.builder.lock;

import io.github.kubespraymaven.builder.plan.BaseInputs;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.InstallReason;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.PinnedDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down what a resolution came to. */
final class LockWriter {
    private LockWriter() {}

    /**
     * Returns the lock of a platform.
     *
     * @throws UserErrorException if something was asked for by its address: a lock knows files of indexes alone
     */
    static LockedPlatform of(BaseInputs inputs, List<ChosenPackage> packages, List<PinnedDistribution> distributions)
            throws UserErrorException {
        Map<String, List<String>> needers = new TreeMap<>();
        for (PinnedDistribution one : distributions) {
            one.chosen().requires().forEach(needed -> needers.computeIfAbsent(
                            needed.normalized(), any -> new ArrayList<>())
                    .add(one.chosen().project().toString()));
        }
        List<Locked.Python> pythons = new ArrayList<>();
        for (PinnedDistribution one : distributions) {
            ProjectName project = one.chosen().project();
            if (one.chosen().direct()) {
                throw new UserErrorException("the requirements name " + project
                        + " by its address; a lock knows files of an index alone: ask for a version of it");
            }
            pythons.add(new Locked.Python(
                    project.normalized(),
                    one.chosen().version().toString(),
                    one.chosen().file().filename().text(),
                    one.size(),
                    one.digest(),
                    one.chosen().requested()
                            ? Locked.ASKED_FOR
                            : "for " + String.join(", ", needers.getOrDefault(project.normalized(), List.of()))));
        }
        return new LockedPlatform(
                inputs.platform(),
                inputs.resolution(),
                inputs.from().image(),
                inputs.kubectl().map(kubectl -> new Locked.Kubectl(kubectl.version(), kubectl.digest())),
                packages.stream().map(LockWriter::deb).collect(Collectors.toList()),
                pythons);
    }

    private static Locked.Deb deb(ChosenPackage one) {
        String why =
                one.why() instanceof InstallReason.Needed needed ? Locked.Deb.neededBy(needed.by()) : Locked.ASKED_FOR;
        return new Locked.Deb(
                one.name(), one.version(), one.architecture(), one.suite(), one.path(), one.size(), one.sha256(), why);
    }
}
