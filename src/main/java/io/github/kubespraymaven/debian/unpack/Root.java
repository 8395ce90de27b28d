package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The root as far as it is filled: what lies where and whose it is, whether it was passed on or left out. Directories that
 * are left out are passed on at the moment something in them is.
 */
final class Root {
    /** As many links as Linux follows before it gives up. */
    private static final int MAX_LINKS = 40;

    /** What lies at a place; a left-out thing is remembered too, since other packages may not have another there. */
    static final class Node {
        final Entry entry;
        final Optional<PackageControl> owner;
        boolean leftOut;

        private Node(Entry entry, Optional<PackageControl> owner, boolean leftOut) {
            this.entry = entry;
            this.owner = owner;
            this.leftOut = leftOut;
        }

        boolean isDirectory() {
            return entry instanceof Entry.Directory;
        }

        /** What it is and whose, as errors say it. */
        @Override
        public String toString() {
            String kind = entry instanceof Entry.Directory
                    ? "a directory"
                    : entry instanceof Entry.Symlink link ? "a link to " + link.target() : "a file";
            return kind + owner.map(o -> " of " + o).orElse("");
        }
    }

    private final EntrySink sink;
    private final Map<TreePath, Node> nodes = new HashMap<>();

    Root(EntrySink sink) {
        this.sink = sink;
    }

    Optional<Node> find(TreePath place) {
        return Optional.ofNullable(nodes.get(place));
    }

    /** What lies at a place and is in the tree. */
    Optional<Present> at(TreePath place) {
        return find(place).filter(node -> !node.leftOut).map(node -> {
            Optional<String> owner = node.owner.map(PackageControl::name);
            if (node.entry instanceof Entry.Symlink link) {
                return new Present(InstalledPath.Kind.SYMLINK, Optional.of(link.target()), owner);
            }
            if (node.entry instanceof Entry.HardLink link) {
                return new Present(
                        InstalledPath.Kind.HARD_LINK, Optional.of(link.target().value()), owner);
            }
            return new Present(
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
            Node above = nodes.get(up.get());
            if (above != null) {
                return above.isDirectory() ? Optional.empty() : up;
            }
        }
        return Optional.empty();
    }

    /** Whether a link leads to a directory of the tree; links on the way to it are followed at their ends only. */
    boolean leadsToDirectory(TreePath link) {
        TreePath at = link;
        for (int i = 0; i < MAX_LINKS; i++) {
            Node node = nodes.get(at);
            if (node == null || !(node.entry instanceof Entry.Symlink symlink)) {
                return node != null && node.isDirectory();
            }
            String meaning = MergedUsr.meaning(at, symlink.target());
            if (meaning.isEmpty()) {
                return true;
            }
            at = TreePath.of(meaning);
        }
        return false;
    }

    /**
     * Puts something at a place where nothing is yet and that has no {@linkplain #obstacle}.
     *
     * @param leftOut whether it is only remembered
     */
    void put(TreePath place, Entry entry, Optional<PackageControl> owner, boolean leftOut) throws IOException {
        if (!leftOut) {
            passParents(place);
            sink.accept(place, entry);
        }
        nodes.put(place, new Node(withoutContent(entry), owner, leftOut));
    }

    /** Puts the link that leads from an old top directory to the one below {@code usr}, unless it is there. */
    void putAlias(TreePath alias, Optional<PackageControl> owner) throws IOException {
        if (!nodes.containsKey(alias)) {
            put(alias, Entry.Symlink.to(MergedUsr.place(alias).value()), owner, false);
        }
    }

    private void passParents(TreePath place) throws IOException {
        Optional<TreePath> parent = place.parent();
        if (parent.isEmpty()) {
            return;
        }
        Node above = nodes.get(parent.get());
        if (above == null) {
            put(parent.get(), Entry.Directory.PLAIN, Optional.empty(), false);
        } else if (above.leftOut) {
            passParents(parent.get());
            above.leftOut = false;
            sink.accept(parent.get(), above.entry);
        }
        Optional<TreePath> alias = MergedUsr.alias(place);
        if (alias.isPresent()) {
            putAlias(alias.get(), Optional.empty());
        }
    }

    /** A file's content is gone once it was passed on. */
    private static Entry withoutContent(Entry entry) {
        return entry instanceof Entry.RegularFile file ? new Entry.RegularFile(file.attributes(), NOTHING) : entry;
    }

    private static final io.github.kubespraymaven.tree.Content NOTHING =
            io.github.kubespraymaven.tree.Content.of(new byte[0]);
}
