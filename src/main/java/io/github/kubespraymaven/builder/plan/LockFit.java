package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether what a lock names is what its inputs ask for, as far as the lock alone can tell: a line that a merge or somebody's hand
 * has lost or changed leaves the inputs as they were. What the files themselves need is not looked at.
 */
public final class LockFit {
    private final BaseInputs inputs;
    private final LockedPlatform locked;
    private final List<String> problems = new ArrayList<>();

    private LockFit(BaseInputs inputs, LockedPlatform locked) {
        this.inputs = inputs;
        this.locked = locked;
    }

    /**
     * Returns what does not fit, a line each.
     *
     * @param inputs as they are now, for which the lock was made
     * @param named the Python requirements, constraints left out
     */
    public static List<String> problems(BaseInputs inputs, LockedPlatform locked, List<Requirement> named) {
        LockFit fit = new LockFit(inputs, locked);
        fit.kubectl();
        fit.image();
        // What an image below has need not be locked.
        if (locked.image().isEmpty()) {
            fit.packages();
            fit.requirements(named);
        }
        fit.needers();
        return fit.problems;
    }

    private void kubectl() {
        Optional<String> wanted = inputs.kubectl().map(one -> one.version() + " " + one.digest());
        Optional<String> there = locked.kubectl().map(one -> one.version() + " " + one.sha256());
        if (!wanted.equals(there)) {
            problems.add(
                    "kubectl: " + there.orElse("none") + " is locked, and the checkout has " + wanted.orElse("none"));
        }
    }

    private void image() {
        if (!inputs.from().image().equals(locked.image())) {
            problems.add("image: " + locked.image().map(Object::toString).orElse("none") + " is locked, and from is "
                    + inputs.from().image().map(Object::toString).orElse("none"));
        }
    }

    /** A name may stand for a package of another: so as many as are asked for have to be there. */
    private void packages() {
        List<String> missing = inputs.packages().stream()
                .filter(name ->
                        locked.debs().stream().noneMatch(deb -> deb.name().equals(name)))
                .toList();
        long askedFor =
                locked.debs().stream().filter(deb -> deb.needer().isEmpty()).count();
        if (askedFor < inputs.packages().size()) {
            missing.forEach(name -> problems.add("package " + name + ": no deb of that name is locked"));
        }
    }

    private void requirements(List<Requirement> named) {
        Map<String, Locked.Python> there = pythons();
        for (Requirement requirement : named) {
            if (requirement.marker().isPresent()) {
                continue;
            }
            Optional<Locked.Python> one =
                    Optional.ofNullable(there.get(requirement.projectName().normalized()));
            if (one.isEmpty()) {
                problems.add("requirement " + requirement + ": no python of that name is locked");
            } else if (!requirement.specifier().matches(Version.parse(one.get().version()))) {
                problems.add("requirement " + requirement + ": " + one.get().version() + " is locked");
            }
        }
    }

    private Map<String, Locked.Python> pythons() {
        Map<String, Locked.Python> byName = new TreeMap<>();
        locked.pythons().forEach(one -> byName.put(one.name(), one));
        return byName;
    }

    /** Why a distribution is there says which others have to be. */
    private void needers() {
        Map<String, Locked.Python> there = pythons();
        for (Locked.Python one : locked.pythons()) {
            if (!one.why().startsWith("for ")) {
                continue;
            }
            List<String> gone = Arrays.stream(
                            one.why().substring("for ".length()).split(", "))
                    .filter(name -> !name.isBlank() && !there.containsKey(name))
                    .collect(Collectors.toList());
            if (!gone.isEmpty()) {
                problems.add("python " + one.name() + ": is locked for " + String.join(", ", gone)
                        + ", and no python of that name is");
            }
        }
    }
}
