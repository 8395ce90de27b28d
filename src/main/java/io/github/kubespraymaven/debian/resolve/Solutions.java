package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What could meet a need, best first: alternative by alternative, within one by apt's order of providers. */
final class Solutions {
    private final PackageSelection selection;

    Solutions(PackageSelection selection) {
        this.selection = selection;
    }

    List<IndexedPackage> candidatesFor(Dependency need) {
        List<IndexedPackage> all = new ArrayList<>();
        for (Alternative alternative : need.alternatives()) {
            List<IndexedPackage> meeting = selection.needs.meeting(need, alternative, selection::candidate);
            if (meeting.size() > 1) {
                meeting.sort(order(alternative));
            }
            for (IndexedPackage one : meeting) {
                if (all.isEmpty() || all.get(all.size() - 1) != one) {
                    all.add(one);
                }
            }
        }
        if (!need.negative()) {
            all.removeIf(one -> selection.isLocked(one.nameId()) && !selection.isMarked(one.nameId()));
        }
        return all;
    }

    /**
     * Locked ones first; then the package that has the name itself, essential, important, of higher priority; and at last
     * the name that was mentioned last in the archive's files.
     */
    private Comparator<IndexedPackage> order(Alternative alternative) {
        return Comparator.comparing((IndexedPackage one) -> !selection.isLocked(one.nameId()))
                .thenComparing(one -> one.nameId() != alternative.target())
                .thenComparing(one -> !selection.index.essential(one.nameId()))
                .thenComparing(one -> !selection.index.important(one.nameId()))
                .thenComparingInt(IndexedPackage::priority)
                .thenComparing(Comparator.comparingInt(IndexedPackage::nameId).reversed());
    }
}
