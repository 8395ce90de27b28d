package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The root as far as it is filled: what lies where and whose it is, whether it was passed on or left out. Directories that
 * are left out, or are those of the root below, are passed on at the moment something in them is: a layer that names a
 * directory says anew what its owner and mode are.
 */
final class Root {
    /** What lies at a place; a left-out thing is remembered too, since other packages may not have another there. */
    static final class Node {
        final TreeEntry entry;
        final Optional<PackageControl> owner;
        boolean leftOut;
        private boolean below;

        private Node(TreeEntry entry, Optional<PackageControl> owner, boolean leftOut) {
            this.entry = entry;
            this.owner = owner;
            this.leftOut = leftOut;
        }

        /** Whether it is in the root below, and not in this layer. */
        boolean isBelow() {
            return below;
        }

        boolean isDirectory() {
            return entry instanceof TreeEntry.Directory;
        }

        /** What it is and whose, as errors say it. */
        @Override
        public String toString() {
            String kind = entry instanceof TreeEntry.Directory
                    ? "a directory"
                    : entry instanceof TreeEntry.Symlink link ? "a link to " + link.target() : "a file";
            return kind + owner.map(o -> " of " + o).orElse(below ? " of the image" : "");
        }
    }

    private final EntrySink sink;
    private final Map<TreePath, Node> nodes = new HashMap<>();
    private final BaseRootfs rootfs;
    private final LinkedPaths links = new LinkedPaths(TreeRoot.SYSTEM, this::entry);

    /** @param rootfs what is there already */
    Root(EntrySink sink, BaseRootfs rootfs) {
        this.sink = sink;
        this.rootfs = rootfs;
    }

    Optional<Node> find(TreePath place) {
        Node node = nodes.get(place);
        return node != null || rootfs.isEmpty()
                ? Optional.ofNullable(node)
                : rootfs.root().at(place).map(entry -> {
                    Node below = new Node(entry, Optional.empty(), false);
                    below.below = true;
                    return below;
                });
    }

    /** Where a path of a package lies: in a root that is there already, wherever its links lead. */
    TreePath place(TreePath written) {
        if (rootfs.isEmpty()) {
            return MergedUsr.place(written);
        }
        TreePath place = isMerged() ? MergedUsr.place(written) : written;
        return links.placeOfLink(place.value()).orElse(place);
    }

    /** What a link must hold so that it means where it lies what it means in its package. */
    String target(TreePath written, String target) {
        return isMerged() ? MergedUsr.target(written, target) : target;
    }

    /** Before Debian 12 images kept /bin and /lib apart from those below /usr. */
    private boolean isMerged() {
        return rootfs.isEmpty()
                || !(rootfs.root().at(TreePath.of("bin")).orElse(NO_DIRECTORY) instanceof TreeEntry.Directory);
    }

    private static final TreeEntry NO_DIRECTORY = TreeEntry.Symlink.to("usr/bin");

    /** What lies at a place and is in the tree. */
    Optional<RootEntry> at(TreePath place) {
        return find(place).filter(node -> !node.leftOut).map(node -> {
            Optional<String> owner = node.owner.map(PackageControl::name);
            if (node.entry instanceof TreeEntry.Symlink link) {
                return new RootEntry(InstalledPath.Kind.SYMLINK, Optional.of(link.target()), owner);
            }
            if (node.entry instanceof TreeEntry.HardLink link) {
                return new RootEntry(
                        InstalledPath.Kind.HARD_LINK, Optional.of(link.target().value()), owner);
            }
            return new RootEntry(
                    node.isDirectory() ? InstalledPath.Kind.DIRECTORY : InstalledPath.Kind.FILE,
                    Optional.empty(),
                    owner);
        });
    }

    /** The nearest place above that is no directory: nothing can be put below it. */
    Optional<TreePath> obstacle(TreePath place) {
        for (Optional<TreePath> up = place.parent();
                up.isPresent();
                up = up.get().parent()) {
            Node above = find(up.get()).orElse(null);
            if (above != null) {
                return above.isDirectory() ? Optional.empty() : up;
            }
        }
        return Optional.empty();
    }

    /** Whether a link leads to a directory of the tree. */
    boolean leadsToDirectory(TreePath link) {
        PathEnd end = links.end(link.value());
        return end instanceof PathEnd.Top
                || end.place().flatMap(this::find).filter(Node::isDirectory).isPresent();
    }

    /** What stands at a place as paths see it: the links of the merged /usr are there before anything lies below them. */
    private Optional<TreeEntry> entry(TreePath place) {
        Optional<TreeEntry> there = find(place).map(node -> node.entry);
        return there.isEmpty() && MergedUsr.isAlias(place) && isMerged()
                ? Optional.of(TreeEntry.Symlink.to(MergedUsr.place(place).value()))
                : there;
    }

    /**
     * Puts something at a place where nothing is yet and that has no {@linkplain #obstacle}.
     *
     * @param leftOut whether it is only remembered
     */
    void put(TreePath place, TreeEntry entry, Optional<PackageControl> owner, boolean leftOut) throws IOException {
        if (!leftOut) {
            passParents(place);
            sink.accept(place, entry);
        }
        nodes.put(place, new Node(withoutContent(entry), owner, leftOut));
    }

    /** Puts the link that leads from an old top directory to the one below {@code usr}, unless it is there. */
    void putAlias(TreePath alias, Optional<PackageControl> owner) throws IOException {
        if (find(alias).isEmpty()) {
            put(alias, TreeEntry.Symlink.to(MergedUsr.place(alias).value()), owner, false);
        }
    }

    private void passParents(TreePath place) throws IOException {
        Optional<TreePath> parent = place.parent();
        if (parent.isEmpty()) {
            return;
        }
        Node above = find(parent.get()).orElse(null);
        if (above == null) {
            put(parent.get(), TreeEntry.Directory.PLAIN, Optional.empty(), false);
        } else if (above.leftOut || above.below) {
            passParents(parent.get());
            above.leftOut = false;
            above.below = false;
            nodes.put(parent.get(), above);
            sink.accept(parent.get(), above.entry);
        }
        Optional<TreePath> alias = isMerged() ? MergedUsr.alias(place) : Optional.empty();
        if (alias.isPresent()) {
            putAlias(alias.get(), Optional.empty());
        }
    }

    /** A file's content is gone once it was passed on. */
    private static TreeEntry withoutContent(TreeEntry entry) {
        return entry instanceof TreeEntry.RegularFile file
                ? new TreeEntry.RegularFile(file.attributes(), NOTHING)
                : entry;
    }

    private static final io.github.kubespraymaven.tree.Content NOTHING =
            io.github.kubespraymaven.tree.Content.of(new byte[0]);
}
