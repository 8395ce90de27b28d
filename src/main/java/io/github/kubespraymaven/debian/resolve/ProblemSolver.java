package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Repairs what marking left broken, as apt's problem resolver does: from the highest score to the lowest, each broken
 * package gives way to what matters more than itself, or makes what matters less give way.
 */
final class ProblemSolver {
    private static final int ROUNDS = 20;

    private final PackageSelection selection;
    private final InstallMarker marker;
    private final Scores scores;
    /** What may still be tried once as an upgrade. */
    private final BitSet untried = new BitSet();

    private final Set<Integer> requested;

    ProblemSolver(PackageSelection selection, InstallMarker marker, Set<Integer> requested) {
        this.selection = selection;
        this.marker = marker;
        this.requested = requested;
        this.scores = new Scores(selection, requested);
        untried.set(0, selection.index.size());
    }

    /** Tries; whether it succeeded is for the caller to see: nothing may be broken afterwards. */
    void solve() {
        List<Integer> order = scores.descending();
        boolean changed = true;
        for (int round = 0; round < ROUNDS && changed; round++) {
            changed = false;
            for (int id : order) {
                if (selection.installed(id) != null && selection.isBroken(id)) {
                    changed |= investigate(id, round);
                }
            }
        }
    }

    /** What is to go for a broken package's sake, and the need that asks for it. */
    private record Removal(int id, Dependency need) {}

    /** How one alternative of a broken need ended. */
    private enum Outcome {
        /** Nothing was decided. */
        OPEN,
        /** The broken package, or something for its sake, was changed: enough for this need. */
        DONE,
        /** The broken package is no longer wanted: its other needs do not matter. */
        DROPPED
    }

    private boolean changed;
    private boolean heldBack;

    private boolean investigate(int id, int round) {
        changed = false;
        List<Removal> removals = new ArrayList<>();
        IndexedPackage broken = selection.installed(id);
        if (broken == null) {
            return false;
        }
        needs:
        for (Dependency need : selection.needs.of(broken)) {
            if (!need.critical()) {
                continue;
            }
            boolean several = need.alternatives().size() > 1;
            boolean met = false;
            int before = removals.size();
            heldBack = false;
            for (Alternative alternative : need.alternatives()) {
                if (selection.holds(need)) {
                    met = true;
                    break;
                }
                Outcome outcome = consider(id, need, alternative, several, round, removals);
                if (!several && outcome != Outcome.OPEN) {
                    break needs;
                }
            }
            if (several && !met && removals.size() == before) {
                giveWay(id);
            }
        }
        if (selection.installed(id) != null) {
            removals.forEach(removal -> remove(id, removal, round));
        }
        return changed;
    }

    /** No alternative of a need was any good. */
    private void giveWay(int id) {
        if (heldBack) {
            marker.keep(id);
            changed = true;
        } else if (!selection.isLocked(id)) {
            marker.remove(id);
            changed = true;
        }
    }

    private Outcome consider(
            int id, Dependency need, Alternative alternative, boolean several, int round, List<Removal> removals) {
        List<IndexedPackage> offered = selection.needs.offered(need, alternative);
        if (offered.isEmpty() && !need.negative() && !selection.isLocked(id)) {
            if (several) {
                return Outcome.OPEN;
            }
            changed = true;
            marker.keep(id);
            return Outcome.DROPPED;
        }
        for (IndexedPackage other : offered) {
            int otherId = other.nameId();
            if (need.negative() && selection.installed(otherId) != other) {
                continue;
            }
            if (scores.of(id) <= scores.of(otherId) || !need.negative()) {
                if (selection.isLocked(id)) {
                    if (upgrade(otherId)) {
                        scores.set(otherId, Math.min(scores.of(otherId), scores.of(id)));
                        return Outcome.OPEN;
                    }
                    continue;
                }
                yieldTo(id, otherId, alternative, several, round);
                changed = true;
                return Outcome.DONE;
            }
            if (need.kind() == Dependency.Kind.BREAKS && selection.needs.holds(need, selection::candidate)) {
                marker.install(otherId, false, 0, false);
                continue;
            }
            if (!selection.isLocked(otherId)) {
                removals.add(new Removal(otherId, need));
            }
        }
        return Outcome.OPEN;
    }

    /** Not installing the broken package repairs it; with alternatives left it stays marked until all were considered. */
    private void yieldTo(int id, int other, Alternative alternative, boolean several, int round) {
        boolean wasMarked = selection.isMarked(id);
        marker.keep(id);
        if (!selection.isBroken(id)) {
            heldBack = true;
            if (several && wasMarked) {
                marker.install(id, false, 0, false);
            }
            return;
        }
        if (upgrade(id)) {
            return;
        }
        int target = alternative.target();
        if (!several) {
            marker.remove(id);
            if (round > 1 && scores.of(other) > scores.of(id)) {
                scores.set(id, scores.of(other));
            }
        } else if (selection.candidate(target) != null) {
            long before = selection.brokenCount();
            marker.install(target, true, 1, false);
            if (selection.isBroken(target) || selection.brokenCount() > before) {
                marker.remove(target);
            }
        }
    }

    private void remove(int id, Removal removal, int round) {
        boolean removed = removal.need().negative() && marker.keep(removal.id());
        if ((!removed || round > 1) && scores.of(id) > scores.of(removal.id())) {
            scores.set(removal.id(), scores.of(id));
            changed = true;
        }
        changed |= removed;
    }

    /** Installs a package and, in the same way, what it needs and lacks; takes it back if that fails. */
    private boolean upgrade(int id) {
        if (!untried.get(id) || selection.candidate(id) == null || requested.contains(id)) {
            return false;
        }
        untried.clear(id);
        boolean wasMarked = selection.isMarked(id);
        if (!marker.install(id, false, 0, false)) {
            return false;
        }
        IndexedPackage chosen = selection.installed(id);
        if (chosen == null) {
            return false;
        }
        for (Dependency need : selection.needs.of(chosen)) {
            if (need.critical() && !upgradeFor(need)) {
                if (wasMarked) {
                    marker.remove(id);
                } else {
                    marker.keep(id);
                }
                return false;
            }
        }
        return true;
    }

    private boolean upgradeFor(Dependency need) {
        boolean failed = false;
        for (Alternative alternative : need.alternatives()) {
            if (selection.holds(need)) {
                return !failed;
            }
            int target = namesake(need, alternative);
            if (selection.isLocked(target)) {
                failed = true;
            } else if (isMetByCandidates(need, alternative)) {
                if (upgrade(target)) {
                    return true;
                }
                failed = true;
            } else if (need.negative()) {
                return !failed;
            } else {
                failed = true;
            }
        }
        return !failed;
    }

    private boolean isMetByCandidates(Dependency need, Alternative alternative) {
        return selection.needs.meets(need, alternative, selection::candidate) != need.negative();
    }

    /** The name itself, or where nothing bears it the one that came to provide it last. */
    private int namesake(Dependency need, Alternative alternative) {
        int target = alternative.target();
        if (!selection.index.versions(target).isEmpty()) {
            return target;
        }
        return selection.index.provisions(target).stream()
                .map(provision -> provision.provider().nameId())
                .filter(provider -> provider != need.owner().nameId())
                .reduce((earlier, later) -> later)
                .orElse(target);
    }
}
