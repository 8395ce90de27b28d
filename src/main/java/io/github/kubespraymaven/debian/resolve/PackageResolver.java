package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.index.Provision;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the packages that a request brings onto a root: an empty one, or one where some are installed already. */
public final class PackageResolver {
    private final PackageIndex index;
    private final PackageSelection selection;
    private final Map<Integer, String> requested = new LinkedHashMap<>();

    private PackageResolver(PackageIndex index) {
        this.index = index;
        this.selection = new PackageSelection(index);
    }

    /**
     * Resolves as {@code apt-get install --no-install-recommends NAMES} would with nothing installed but what the index says
     * is present, which stays as it is.
     *
     * @param names packages, or virtual packages that one package alone provides; their order can matter, as it does to apt
     * @return the packages that are to be added, by name
     * @throws UnmetDependenciesException when the index lacks some of the names (all of them are named), or when they cannot be
     *     installed together (every need that is not met is named)
     */
    public static List<ChosenPackage> resolve(PackageIndex index, Collection<String> names)
            throws UnmetDependenciesException {
        PackageResolver resolver = new PackageResolver(index);
        resolver.request(names);
        resolver.solve();
        return resolver.chosen();
    }

    private void request(Collection<String> names) throws UnmetDependenciesException {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            int id = index.id(name);
            if (id >= 0 && selection.candidate(id) != null) {
                requested.putIfAbsent(id, name);
                continue;
            }
            List<String> providers = id < 0
                    ? List.of()
                    : index.provisions(id).stream()
                            .map(Provision::provider)
                            .filter(provider -> selection.candidate(provider.nameId()) == provider)
                            .map(IndexedPackage::name)
                            .distinct()
                            .sorted()
                            .toList();
            switch (providers.size()) {
                case 0 -> missing.add(name + ": the suites have no such package");
                case 1 -> requested.putIfAbsent(index.id(providers.get(0)), name);
                default -> missing.add(
                        name + " is virtual; name one of its providers: " + String.join(", ", providers));
            }
        }
        if (!missing.isEmpty()) {
            throw new UnmetDependenciesException("packages that are not there for " + index.architecture(), missing);
        }
    }

    private void solve() throws UnmetDependenciesException {
        InstallMarker marker = new InstallMarker(selection);
        requested.keySet().removeIf(id -> index.present(id).isPresent());
        requested.keySet().forEach(marker::request);
        requested.keySet().forEach(marker::satisfy);
        if (selection.brokenCount() > 0) {
            new ProblemSolver(selection, marker, requested.keySet()).solve();
        }
        if (selection.brokenCount() > 0) {
            throw new UnmetDependenciesException(
                    "packages that cannot be installed together for " + index.architecture(), explain());
        }
        new Autoremove(selection, marker).sweep();
    }

    private List<String> explain() {
        List<String> problems = new ArrayList<>();
        selection
                .installedIds()
                .filter(selection::isBroken)
                .mapToObj(this::chosen)
                .sorted(Comparator.comparing(IndexedPackage::name))
                .forEach(broken -> {
                    for (Dependency need : selection.needs.of(broken)) {
                        if (need.critical() && !selection.holds(need)) {
                            problems.add(broken + " " + need + ", but " + state(need));
                        }
                    }
                });
        return problems;
    }

    private String state(Dependency need) {
        List<String> states = new ArrayList<>();
        for (Alternative alternative : need.alternatives()) {
            int id = alternative.target();
            IndexedPackage chosen = selection.installed(id);
            List<IndexedPackage> versions = index.versions(id);
            if (chosen != null) {
                boolean present = index.present(id).filter(chosen::equals).isPresent();
                states.add(chosen + (present ? " is in the image, where it stays" : " is to be installed"));
            } else if (!versions.isEmpty()) {
                states.add(versions.get(0) + " is not installable");
            } else {
                states.add(index.name(id) + (index.provisions(id).isEmpty() ? " does not exist" : " is virtual"));
            }
        }
        return String.join(" and ", states);
    }

    private IndexedPackage chosen(int id) {
        return Objects.requireNonNull(selection.installed(id));
    }

    private List<ChosenPackage> chosen() {
        Map<Integer, InstallReason> reasons = reasons();
        List<ChosenPackage> chosen = new ArrayList<>();
        selection.installedIds().filter(id -> index.present(id).isEmpty()).forEach(id -> {
            IndexedPackage one = chosen(id);
            // Essential packages that were drawn in and stay although what drew them in did not.
            InstallReason why = reasons.getOrDefault(id, new InstallReason.Needed(one.name(), "Essential: yes"));
            chosen.add(new ChosenPackage(
                    one.name(),
                    one.version().toString(),
                    one.architecture(),
                    one.suite(),
                    one.path(),
                    one.size(),
                    Digest.sha256(one.sha256()),
                    needs(one),
                    why));
        });
        chosen.sort(Comparator.comparing(ChosenPackage::name));
        return List.copyOf(chosen);
    }

    private List<String> needs(IndexedPackage owner) {
        TreeSet<String> needs = new TreeSet<>();
        for (Dependency need : selection.needs.of(owner)) {
            if (need.critical() && !need.negative()) {
                for (Alternative one : need.alternatives()) {
                    selection.needs.meeting(need, one, selection::installed).forEach(met -> needs.add(met.name()));
                }
            }
        }
        needs.remove(owner.name());
        return List.copyOf(needs);
    }

    /** The shortest chain from the request to each package, by breadth. */
    private Map<Integer, InstallReason> reasons() {
        Map<Integer, InstallReason> reasons = new TreeMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        requested.forEach((id, name) -> {
            reasons.put(id, new InstallReason.Requested(name));
            open.add(id);
        });
        while (!open.isEmpty()) {
            IndexedPackage owner = chosen(open.remove());
            for (Dependency need : selection.needs.of(owner)) {
                if (need.critical() && !need.negative()) {
                    for (Alternative one : need.alternatives()) {
                        for (IndexedPackage met : selection.needs.meeting(need, one, selection::installed)) {
                            if (reasons.putIfAbsent(
                                            met.nameId(), new InstallReason.Needed(owner.name(), need.toString()))
                                    == null) {
                                open.add(met.nameId());
                            }
                        }
                    }
                }
            }
        }
        return reasons;
    }
}
