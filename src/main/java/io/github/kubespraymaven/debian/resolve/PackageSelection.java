package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The state of a resolution: for each name what could be installed, what will be, and what may no longer change. */
final class PackageSelection {
    final PackageIndex index;
    final PackageDependencies needs;
    private final @Nullable IndexedPackage[] candidates;
    private final @Nullable IndexedPackage[] installed;
    /** The names for which one is installed: some hundreds of 110,000, and asked for again and again. */
    private final BitSet chosen = new BitSet();

    private final BitSet marked = new BitSet();
    private final BitSet locked = new BitSet();
    private final BitSet automatic = new BitSet();

    PackageSelection(PackageIndex index) {
        this.index = index;
        this.needs = new PackageDependencies(index);
        this.candidates = new IndexedPackage[index.size()];
        this.installed = new IndexedPackage[index.size()];
        for (int id = 0; id < index.size(); id++) {
            List<IndexedPackage> versions = index.versions(id);
            if (!versions.isEmpty()) {
                candidates[id] = versions.get(0);
            }
        }
        index.presentIds().forEach(this::settle);
    }

    /** What is installed already stays as it is, whatever is newer. */
    private void settle(int id) {
        candidates[id] = index.present(id).orElse(null);
        mark(id, true);
        setLocked(id, true);
    }

    /** The newest version, as all suites have the same priority; null when there is none or it was ruled out. */
    @Nullable
    IndexedPackage candidate(int id) {
        return candidates[id];
    }

    @Nullable
    IndexedPackage installed(int id) {
        return installed[id];
    }

    boolean isMarked(int id) {
        return marked.get(id);
    }

    boolean isLocked(int id) {
        return locked.get(id);
    }

    boolean isAutomatic(int id) {
        return automatic.get(id);
    }

    void setLocked(int id, boolean lock) {
        locked.set(id, lock);
    }

    /** Chooses the candidate. A package that the user did not name is automatic: it may go if nothing needs it. */
    void mark(int id, boolean byUser) {
        marked.set(id);
        installed[id] = candidates[id];
        chosen.set(id, candidates[id] != null);
        automatic.set(id, !byUser);
    }

    /** Takes the choice back and leaves the candidate. */
    void unmark(int id) {
        marked.clear(id);
        installed[id] = null;
        chosen.clear(id);
    }

    /** Rules the candidate out, unless it is chosen already. */
    void discardCandidate(int id) {
        candidates[id] = installed[id];
    }

    /** Rules the candidate out, and with it the wish to install it. */
    void forgetCandidate(int id) {
        candidates[id] = null;
        marked.clear(id);
    }

    IntStream installedIds() {
        return chosen.stream();
    }

    boolean holds(Dependency need) {
        return needs.holds(need, this::installed);
    }

    /** Whether a chosen package has a critical need that what is chosen does not meet. */
    boolean isBroken(int id) {
        IndexedPackage chosen = installed[id];
        if (chosen == null) {
            return false;
        }
        for (Dependency need : needs.of(chosen)) {
            if (need.critical() && !holds(need)) {
                return true;
            }
        }
        return false;
    }

    long brokenCount() {
        return installedIds().filter(this::isBroken).count();
    }
}
