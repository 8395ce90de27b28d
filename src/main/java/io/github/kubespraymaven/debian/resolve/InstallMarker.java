package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks packages for installation together with what they need, depth first, as apt's dependency cache does: each need is
 * met by its first solution that can be installed; a solution that turns out to be impossible is given up and the next is
 * tried; needs of what the user named rule out, once and for all, what they conflict with.
 */
final class InstallMarker {
    /** apt gives up at this depth rather than overflow its stack. */
    private static final int DEEPEST = 3000;

    private final PackageSelection selection;
    private final Solutions solutions;
    private final PackageIndex index;

    InstallMarker(PackageSelection selection) {
        this.selection = selection;
        this.solutions = new Solutions(selection);
        this.index = selection.index;
    }

    /** Marks a package the user named, alone; and locks it, so that nothing takes it back. */
    void request(int id) {
        selection.setLocked(id, true);
        install(id, false, 0, true);
    }

    /** Marks what a package the user named needs. */
    void satisfy(int id) {
        install(id, true, 0, true);
    }

    /** Marks a package; with {@code needs} also what it needs. False if that is impossible. */
    boolean install(int id, boolean needs, int depth, boolean byUser) {
        if (depth > DEEPEST || index.versions(id).isEmpty()) {
            return false;
        }
        if (!byUser && !selection.isMarked(id) && selection.isLocked(id)) {
            return false;
        }
        IndexedPackage candidate = selection.candidate(id);
        if (candidate == null) {
            return false;
        }
        if (!selection.isLocked(id) && selection.isMarked(id) && !selection.isBroken(id)) {
            return true;
        }
        if (needs && !isSatisfiable(id, candidate)) {
            return false;
        }
        return needs ? installWithNeeds(id, candidate, depth, byUser) : mark(id, byUser);
    }

    private boolean mark(int id, boolean byUser) {
        boolean settled =
                selection.isLocked(id) && selection.isMarked(id) && selection.installed(id) == selection.candidate(id);
        if (!settled) {
            selection.mark(id, byUser);
        }
        return true;
    }

    private boolean installWithNeeds(int id, IndexedPackage candidate, int depth, boolean byUser) {
        boolean locked = selection.isLocked(id);
        boolean giveUp = !locked && !byUser;
        if (byUser) {
            mark(id, true);
        }
        // Whether a negative need counts is decided before the package itself is marked, and so is the list of positive
        // ones.
        List<Dependency> positive = new ArrayList<>();
        List<Dependency> negative = new ArrayList<>();
        for (Dependency need : selection.needs.of(candidate)) {
            if (need.critical() && (locked || !selection.holds(need))) {
                (need.negative() ? negative : positive).add(need);
            }
        }
        boolean done = ruleOut(negative, locked, byUser);
        if (!done && giveUp) {
            return false;
        }
        if (!byUser) {
            mark(id, false);
        }
        // While its needs are looked for, nothing may take the package itself back.
        selection.setLocked(id, true);
        try {
            if (!meet(positive, depth, locked, byUser)) {
                if (giveUp) {
                    selection.unmark(id);
                    selection.discardCandidate(id);
                    return false;
                }
                done = false;
            }
        } finally {
            if (!locked) {
                selection.setLocked(id, false);
            }
        }
        return done;
    }

    /** Takes back, or rules out for good, what the negative needs of a package name. */
    private boolean ruleOut(List<Dependency> negative, boolean locked, boolean byUser) {
        boolean done = true;
        for (Dependency need : negative) {
            for (IndexedPackage against : solutions.candidatesFor(need)) {
                int id = against.nameId();
                if (selection.candidate(id) != against) {
                    continue;
                }
                if (selection.isMarked(id) && !keep(id)) {
                    done = false;
                    if (!locked && !byUser) {
                        return false;
                    }
                } else if (locked) {
                    selection.discardCandidate(id);
                    selection.setLocked(id, true);
                }
            }
        }
        return done;
    }

    private boolean meet(List<Dependency> positive, int depth, boolean locked, boolean byUser) {
        boolean done = true;
        for (Dependency need : positive) {
            if (selection.holds(need)) {
                done &= !locked || lockOnlySolution(need, depth);
            } else if (!meet(need, depth, locked)) {
                done = false;
                if (!locked && !byUser) {
                    return false;
                }
            }
        }
        return done;
    }

    private boolean meet(Dependency need, int depth, boolean locked) {
        List<IndexedPackage> possible = solutions.candidatesFor(need);
        for (IndexedPackage solution : possible) {
            int id = solution.nameId();
            if (selection.candidate(id) != solution) {
                continue;
            }
            if (locked && possible.size() == 1) {
                if (!install(id, false, depth + 1, false)) {
                    continue;
                }
                selection.setLocked(id, true);
            }
            if (install(id, true, depth + 1, false)) {
                return true;
            }
        }
        return false;
    }

    /** What is the only way to meet a need of something locked is itself locked, and so on downwards. */
    private boolean lockOnlySolution(Dependency need, int depth) {
        List<IndexedPackage> possible =
                solutions.candidatesFor(need).stream().distinct().toList();
        if (possible.size() != 1 || selection.isLocked(possible.get(0).nameId())) {
            return true;
        }
        int id = possible.get(0).nameId();
        selection.setLocked(id, true);
        return install(id, true, depth + 1, false);
    }

    /** A candidate with a need that no candidate meets is none: it is dropped before anything is marked for it. */
    private boolean isSatisfiable(int id, IndexedPackage candidate) {
        for (Dependency need : selection.needs.of(candidate)) {
            if (need.critical()
                    && !need.negative()
                    && !selection.holds(need)
                    && !selection.needs.holds(need, selection::candidate)) {
                if (!selection.isLocked(id)) {
                    selection.forgetCandidate(id);
                }
                return false;
            }
        }
        return true;
    }

    /** Takes a package back; false if it is locked. */
    boolean keep(int id) {
        if (!selection.isMarked(id)) {
            return true;
        }
        if (selection.isLocked(id)) {
            return false;
        }
        selection.unmark(id);
        return true;
    }

    /** As {@link #keep}, and never what is essential or what the user named. */
    boolean remove(int id) {
        if (selection.isLocked(id) || index.essential(id) || index.important(id)) {
            return false;
        }
        if (selection.installed(id) != null) {
            if (!selection.isAutomatic(id)) {
                return false;
            }
            selection.unmark(id);
        }
        return true;
    }
}
