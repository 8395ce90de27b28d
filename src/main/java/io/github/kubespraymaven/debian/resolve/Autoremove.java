package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.Provision;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was marked on the way to a solution that was given up, and that nothing needs now: apt takes it off the list again.
 * A suggestion or recommendation of something that stays is enough to stay (APT::AutoRemove::RecommendsImportant and
 * SuggestsImportant).
 */
final class Autoremove {
    private final PackageSelection selection;
    private final InstallMarker marker;

    Autoremove(PackageSelection selection, InstallMarker marker) {
        this.selection = selection;
        this.marker = marker;
    }

    void sweep() {
        BitSet wanted = wanted();
        Set<Integer> taken = new TreeSet<>(Comparator.comparing(selection.index::name));
        selection.installedIds().filter(id -> !wanted.get(id)).forEach(taken::add);
        taken.forEach(marker::remove);
        while (selection.brokenCount() > 0 && putOneBack(taken)) {
            // each round puts one back
        }
    }

    private BitSet wanted() {
        BitSet wanted = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        selection.installedIds().filter(this::isRoot).forEach(open::add);
        while (!open.isEmpty()) {
            int id = open.remove();
            if (wanted.get(id)) {
                continue;
            }
            wanted.set(id);
            for (Dependency need : selection.needs.of(chosen(id))) {
                if (!need.negative()) {
                    for (Alternative one : need.alternatives()) {
                        selection.needs.meeting(need, one, selection::installed).forEach(met -> open.add(met.nameId()));
                    }
                }
            }
        }
        return wanted;
    }

    private boolean isRoot(int id) {
        return !selection.isAutomatic(id) || selection.index.essential(id) || selection.index.important(id);
    }

    private boolean putOneBack(Set<Integer> taken) {
        for (int id : taken) {
            if (isNamedByWhatStays(id)) {
                taken.remove(id);
                marker.install(id, false, 0, false);
                return true;
            }
        }
        return false;
    }

    private boolean isNamedByWhatStays(int id) {
        Set<Integer> names = new HashSet<>(List.of(id));
        IndexedPackage candidate = selection.candidate(id);
        return selection.installedIds().anyMatch(parent -> selection.needs.of(chosen(parent)).stream()
                .filter(need -> need.critical() && !need.negative())
                .flatMap(need -> need.alternatives().stream())
                .anyMatch(one -> names.contains(one.target())
                        || selection.index.provisions(one.target()).stream()
                                .map(Provision::provider)
                                .anyMatch(provider -> provider == candidate)));
    }

    private IndexedPackage chosen(int id) {
        return Objects.requireNonNull(selection.installed(id));
    }
}
