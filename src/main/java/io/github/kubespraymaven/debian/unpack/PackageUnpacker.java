package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the entries of one package into the root, as dpkg's tarobject() decides for each of them. */
final class PackageUnpacker implements EntrySink {
    private final PackageControl control;
    private final Root root;
    private final EntryCollector gathering;
    private final DebLimits limits;
    private final List<InstalledPath> paths = new ArrayList<>();
    private final Set<TreePath> given = new HashSet<>();
    /** Files whose bytes went by without a place: as they are written in the package, by place. */
    private final Map<TreePath, TreePath> passedOver = new HashMap<>();

    PackageUnpacker(PackageControl control, Root root, EntryCollector gathering, DebLimits limits) {
        this.control = control;
        this.root = root;
        this.gathering = gathering;
        this.limits = limits;
    }

    /** The package with all that was unpacked of it. */
    UnpackedPackage done() {
        return new UnpackedPackage(control, paths);
    }

    @Override
    public void accept(TreePath written, TreeEntry shipped) throws IOException {
        if (!given.add(written) && !(shipped instanceof TreeEntry.Directory)) {
            throw refused(written, "given twice");
        }
        if (MergedUsr.isAlias(written) && shipped instanceof TreeEntry.Symlink link) {
            alias(written, link);
            return;
        }
        TreePath place = root.place(written);
        TreeEntry entry = moved(written, shipped);
        boolean present = settle(written, place, entry);
        if (!present && entry instanceof TreeEntry.RegularFile) {
            passedOver.put(place, written);
        }
        paths.add(installed(written, place, entry, present));
    }

    /** Debian 13's base-files ships the links of the merged /usr. */
    private void alias(TreePath written, TreeEntry.Symlink link) throws IOException {
        if (!MergedUsr.meaning(written, link.target())
                .equals(MergedUsr.place(written).value())) {
            throw refused(
                    written,
                    "a link to " + link.target() + ", where only one to " + MergedUsr.place(written) + " can be");
        }
        root.putAlias(written, Optional.of(control));
        paths.add(installed(written, written, link, true));
    }

    private TreeEntry moved(TreePath written, TreeEntry shipped) {
        if (shipped instanceof TreeEntry.Symlink link) {
            return new TreeEntry.Symlink(link.attributes(), root.target(written, link.target()));
        }
        if (shipped instanceof TreeEntry.HardLink link) {
            return new TreeEntry.HardLink(link.attributes(), root.place(link.target()));
        }
        return shipped;
    }

    /** Returns whether the entry is in the tree now. */
    private boolean settle(TreePath written, TreePath place, TreeEntry entry) throws IOException {
        // /usr/bin/x -> /bin/x beside /bin/x: one file after the merge, which a link to itself would hide.
        if (entry instanceof TreeEntry.Symlink link
                && MergedUsr.meaning(place, link.target()).equals(place.value())) {
            return false;
        }
        Optional<Root.Node> old = root.find(place);
        if (old.isPresent() && !isReplaced(place, old.get(), entry)) {
            if (!staysAsItIs(place, old.get(), entry)) {
                conflict(written, place, old.get(), entry);
            }
            return old.get().isDirectory() && entry instanceof TreeEntry.Directory && !old.get().leftOut;
        }
        Optional<TreePath> obstacle = root.obstacle(place);
        if (obstacle.isPresent()) {
            throw refused(
                    written,
                    "it lies below /" + obstacle.get() + ", which is "
                            + root.find(obstacle.get()).map(Object::toString).orElse("no directory")
                            + ": nothing is put through a link");
        }
        boolean leftOut = gathering.leavesOut(place, entry);
        TreeEntry own = gathering.gathered(place, entry, control);
        if (own instanceof TreeEntry.HardLink link) {
            hardLink(written, place, link, leftOut);
        } else {
            root.put(place, own, Optional.of(control), leftOut);
        }
        return !leftOut;
    }

    /** dpkg overwrites what no package owns, but for configuration, which belongs to whoever created it. */
    private boolean isReplaced(TreePath place, Root.Node old, TreeEntry entry) {
        if (!old.isBelow()
                || old.isDirectory()
                || entry instanceof TreeEntry.Directory
                || root.leadsToDirectory(place)) {
            return false;
        }
        return control.control().conffiles().stream()
                .noneMatch(conffile -> conffile.path().equals("/" + place));
    }

    /** dpkg: directories are shared, a link to a directory may stand for one, and what Replaces says goes. */
    private boolean staysAsItIs(TreePath place, Root.Node old, TreeEntry entry) {
        boolean toDirectory = entry instanceof TreeEntry.Directory || entry instanceof TreeEntry.Symlink;
        if (old.isDirectory() && toDirectory) {
            return true;
        }
        if (old.entry instanceof TreeEntry.Symlink link && toDirectory && root.leadsToDirectory(place)) {
            return entry instanceof TreeEntry.Directory
                    || MergedUsr.meaning(place, link.target())
                            .equals(MergedUsr.meaning(place, ((TreeEntry.Symlink) entry).target()));
        }
        if (old.isBelow() && !(entry instanceof TreeEntry.Directory) && !old.isDirectory()) {
            return true;
        }
        Optional<PackageControl> owner = old.owner.filter(other -> !other.equals(control));
        return owner.isPresent() && (owner.get().replaces(control) || control.replaces(owner.get()));
    }

    private void conflict(TreePath written, TreePath place, Root.Node old, TreeEntry entry) throws DebianException {
        if (old.owner.filter(other -> other.equals(control)).isPresent()) {
            throw refused(written, "another of its paths lies at /" + place + " too");
        }
        String kind = entry instanceof TreeEntry.Directory ? "a directory" : "a file";
        gathering.conflict("/" + place + ": " + old + ", " + kind + " of " + control);
    }

    private void hardLink(TreePath written, TreePath place, TreeEntry.HardLink link, boolean leftOut)
            throws IOException {
        TreePath target = link.target();
        Optional<Root.Node> node = root.find(target).filter(n -> n.owner.equals(Optional.of(control)));
        if (!leftOut && passedOver.containsKey(target)) {
            readAgain(written, place, passedOver.get(target));
        } else if (node.isPresent() && node.get().entry instanceof TreeEntry.HardLink first) {
            root.put(place, new TreeEntry.HardLink(link.attributes(), first.target()), Optional.of(control), leftOut);
        } else if (passedOver.containsKey(target)
                || (node.isPresent() && node.get().entry instanceof TreeEntry.RegularFile)) {
            root.put(place, link, Optional.of(control), leftOut);
        } else {
            throw refused(written, "a hard link to " + target + ", which is no file that came before it");
        }
    }

    /** A name that stays of a file that did not: its bytes went by, and are taken from a second reading. */
    private void readAgain(TreePath written, TreePath place, TreePath wanted) throws IOException {
        String deb = control.file().fileName();
        try (InputStream in = new BufferedInputStream(control.file().deb().open())) {
            DebArchive archive = DebArchive.open(in, deb, limits);
            archive.skipControl();
            try (InputStream data = archive.data()) {
                DebArchive.entries(data, deb, limits).writeTo((path, entry) -> {
                    if (path.equals(wanted) && entry instanceof TreeEntry.RegularFile) {
                        root.put(place, entry, Optional.of(control), false);
                    }
                });
            }
        }
        if (root.find(place).isEmpty()) {
            throw refused(written, "a hard link to " + wanted + ", which is no file that came before it");
        }
    }

    private static InstalledPath installed(TreePath written, TreePath place, TreeEntry entry, boolean present) {
        if (entry instanceof TreeEntry.Symlink link) {
            return new InstalledPath(written, place, InstalledPath.Kind.SYMLINK, Optional.of(link.target()), present);
        }
        if (entry instanceof TreeEntry.HardLink link) {
            return new InstalledPath(
                    written,
                    place,
                    InstalledPath.Kind.HARD_LINK,
                    Optional.of(link.target().value()),
                    present);
        }
        return new InstalledPath(
                written,
                place,
                entry instanceof TreeEntry.Directory ? InstalledPath.Kind.DIRECTORY : InstalledPath.Kind.FILE,
                Optional.empty(),
                present);
    }

    private DebianException refused(TreePath written, String problem) {
        return new DebianException(control.file().fileName(), "data.tar, " + written, problem);
    }
}
