package io.github.kubespraymaven.image.root;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.LexicalPath;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The root that layers make, the lowest applied first. Files whose contents nobody wanted have none here. */
public final class ImageRoot {
    private static final int MOST_ENTRIES = 2_000_000;
    private static final long MOST_KEPT = 256L << 20;
    private static final String WHITEOUT = ".wh.";

    /** "A layer … can hide all of the children of a directory in lower layers". */
    private static final String OPAQUE = ".wh..wh..opq";

    /** What stands at a place, and which layer put it there. */
    private record Node(TreeEntry entry, int layer) {}

    private final WantedFiles wanted;
    private final NavigableMap<TreePath, Node> nodes = new TreeMap<>();
    private final LinkedPaths links = new LinkedPaths(
            TreeRoot.SYSTEM, place -> Optional.ofNullable(nodes.get(place)).map(Node::entry));
    private int layer;
    private int entries;
    private long kept;

    /** Starts an empty root. */
    public ImageRoot(WantedFiles wanted) {
        this.wanted = wanted;
    }

    /**
     * Applies a layer.
     *
     * @param what it is, for errors
     * @param bytes its tar archive, which is read to its end
     * @throws IOException if it is damaged, or no archive that could be unpacked within a root
     */
    public void apply(String what, InputStream bytes) throws IOException {
        layer++;
        TarErrors errors = TarErrors.of((problem, cause) -> new IOException(problem, cause.orElse(null)));
        TarReader tar = new TarReader(bytes, TarDialect.ANY, errors);
        try {
            for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
                if (++entries > MOST_ENTRIES) {
                    throw new IOException("its layers have more than " + MOST_ENTRIES + " entries");
                }
                apply(next.get(), tar.content());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(what + ": " + e.getMessage(), e);
        }
    }

    private void apply(TarMember entry, InputStream content) throws IOException {
        Optional<TreePath> named = name(entry.name());
        if (named.isEmpty()) {
            if (entry.type() != TarMember.Type.DIRECTORY) {
                throw new IOException("the root is a directory");
            }
            return;
        }
        TreePath written = named.get();
        String last = written.name();
        if (last.startsWith(WHITEOUT)) {
            whiteOut(written, last);
            return;
        }
        TreePath place = links.placeOfLink(written.value())
                .orElseThrow(() -> new IOException("/" + written + " lies below something that is no directory"));
        Optional<TreeEntry> made = made(entry, place, content);
        Node old = nodes.get(place);
        boolean merged = old != null
                && old.entry() instanceof TreeEntry.Directory
                && made.isPresent()
                && made.get() instanceof TreeEntry.Directory;
        if (old != null && !merged) {
            remove(place, Integer.MAX_VALUE);
        }
        addParents(place);
        made.ifPresent(present -> nodes.put(place, new Node(present, layer)));
    }

    /** Returns the place that a name is, nothing for the root; one that says to lie elsewhere is an attack. */
    private static Optional<TreePath> name(String written) throws IOException {
        PathEnd end = LexicalPath.endOfMember(written);
        if (end instanceof PathEnd.Outside) {
            throw new IOException("/" + TarErrors.printable(written) + " would lie outside of the root");
        }
        if (end instanceof PathEnd.Nowhere) {
            throw new IOException("/" + TarErrors.printable(written) + " is longer than any path");
        }
        return end.place();
    }

    private Optional<TreeEntry> made(TarMember entry, TreePath place, InputStream content) throws IOException {
        TreeEntry.Attributes attributes =
                new TreeEntry.Attributes(entry.permissions(), number(entry.uid()), number(entry.gid()));
        return switch (entry.type()) {
            case DIRECTORY -> Optional.of(new TreeEntry.Directory(attributes));
            case SYMLINK -> Optional.of(new TreeEntry.Symlink(attributes, entry.linkTarget()));
            case HARD_LINK -> Optional.of(linked(entry, place));
            case FILE -> Optional.of(file(attributes, entry, place, content));
                // They hide what was there, and nobody asks for them.
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE -> Optional.empty();
            case OTHER -> throw new IOException("/" + place + ": " + entry.refusal());
        };
    }

    private TreeEntry file(TreeEntry.Attributes attributes, TarMember entry, TreePath place, InputStream content)
            throws IOException {
        byte[] bytes = wanted.read(place, entry.size(), content).orElse(new byte[0]);
        kept += bytes.length;
        if (kept > MOST_KEPT) {
            throw new IOException("the files that tell what is in it have more than " + MOST_KEPT + " bytes");
        }
        return new TreeEntry.RegularFile(attributes, Content.of(bytes));
    }

    /** A further name of a file is a file of its own here, with what is kept of the first. */
    private TreeEntry linked(TarMember entry, TreePath place) throws IOException {
        Optional<TreeEntry> target = name(entry.linkTarget())
                .flatMap(named -> links.placeOfLink(named.value()))
                .flatMap(at -> Optional.ofNullable(nodes.get(at)))
                .map(Node::entry);
        if (target.isEmpty() || target.get() instanceof TreeEntry.Directory) {
            throw new IOException("/" + place + " is a hard link to /" + entry.linkTarget() + ", which is no file");
        }
        return target.get();
    }

    private static int number(long id) {
        return (int) Math.min(id, Integer.MAX_VALUE);
    }

    /** "Whiteout files MUST only apply to resources in lower/parent layers." */
    private void whiteOut(TreePath written, String name) throws IOException {
        Optional<TreePath> parent = written.parent();
        if (name.equals(OPAQUE)) {
            Optional<TreePath> directory = parent.flatMap(up -> links.place(up.value()));
            if (parent.isEmpty()) {
                nodes.values().removeIf(node -> node.layer() < layer);
            } else {
                directory.ifPresent(place -> removeBelow(place, layer));
            }
            return;
        }
        String hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new IOException("/" + written + " hides nothing that has a name");
        }
        if (hidden.startsWith(WHITEOUT)) {
            // aufs keeps its own affairs in names like these.
            return;
        }
        String whole = parent.map(up -> up.value() + "/" + hidden).orElse(hidden);
        links.placeOfLink(whole).ifPresent(place -> remove(place, layer));
    }

    /** Removes what layers before that one put at a place and below it. */
    private void remove(TreePath place, int before) {
        removeBelow(place, before);
        Node own = nodes.get(place);
        if (own != null && own.layer() < before) {
            nodes.remove(place);
        }
    }

    private void removeBelow(TreePath place, int before) {
        Iterator<Map.Entry<TreePath, Node>> after =
                nodes.tailMap(place, false).entrySet().iterator();
        while (after.hasNext()) {
            Map.Entry<TreePath, Node> node = after.next();
            if (!node.getKey().startsWith(place)) {
                return;
            }
            if (node.getValue().layer() < before) {
                after.remove();
            }
        }
    }

    private void addParents(TreePath place) {
        for (Optional<TreePath> up = place.parent();
                up.isPresent() && !nodes.containsKey(up.get());
                up = up.get().parent()) {
            nodes.put(up.get(), new Node(TreeEntry.Directory.PLAIN, layer));
        }
    }

    /** Returns the root as it is now. */
    public FileTree tree() throws IOException {
        FileTree.Builder tree = FileTree.builder();
        for (Map.Entry<TreePath, Node> node : nodes.entrySet()) {
            tree.accept(node.getKey(), node.getValue().entry());
        }
        return tree.build();
    }
}
