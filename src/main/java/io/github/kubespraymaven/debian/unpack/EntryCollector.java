package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What is decided about entries by their places alone, and what is kept of them as they go by. */
final class EntryCollector {
    /** The largest content that is held in memory: a library's for its name, or one that effects read. */
    private static final int MOST_BYTES = 16 << 20;

    private static final long MOST_KEPT = 64L << 20;

    /** Of so many conflicts the places are named. */
    private static final int SHOWN = 20;

    private final PathRules rules;
    private final ScriptEffects effects;
    private final Changes changes;
    private final NavigableMap<TreePath, byte[]> contents = new TreeMap<>();
    private final NavigableMap<TreePath, SharedLibrary> libraries = new TreeMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private long kept;

    EntryCollector(PathRules rules, ScriptEffects effects, Changes changes) {
        this.rules = rules;
        this.effects = effects;
        this.changes = changes;
    }

    /** Whether an entry that a package ships is left out: by its place, as a link to what is, or since scripts replace it. */
    boolean leavesOut(TreePath place, TreeEntry entry) {
        return changes.replaced().contains(place) || dropsByRule(place, entry);
    }

    /** Whether an effect is left out: by its place, or as a link to what is. */
    boolean dropsByRule(TreePath place, TreeEntry entry) {
        return rules.drops(place)
                || (entry instanceof TreeEntry.Symlink link && rules.drops(MergedUsr.meaning(place, link.target())));
    }

    /** Whether something is only remembered at a place, so that an effect may stand there. */
    boolean gaveWay(TreePath place, Root.Node node) {
        return node.leftOut && changes.replaced().contains(place);
    }

    /** Keeps what is wanted of an entry, and returns it with the attributes that scripts give it. */
    TreeEntry gathered(TreePath place, TreeEntry entry, PackageControl control) throws IOException {
        TreeEntry.Attributes own = changes.attributes().getOrDefault(place, entry.attributes());
        if (entry instanceof TreeEntry.Directory) {
            return new TreeEntry.Directory(own);
        }
        return entry instanceof TreeEntry.RegularFile file
                ? new TreeEntry.RegularFile(own, kept(place, file.content(), control))
                : entry;
    }

    private Content kept(TreePath place, Content content, PackageControl control) throws IOException {
        boolean wanted = effects.reads(place);
        boolean library = ElfFile.isLibrary(place) && content.size() <= MOST_BYTES;
        if (!wanted && !library) {
            return content;
        }
        if (wanted && (content.size() > MOST_BYTES || kept + content.size() > MOST_KEPT)) {
            throw new DebianException(
                    control.file().fileName(),
                    "data.tar, " + place,
                    content.size() + " bytes are more than can be kept in memory");
        }
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readNBytes((int) content.size());
        }
        if (wanted) {
            kept += bytes.length;
            contents.put(place, bytes);
        }
        if (library) {
            Optional<SharedLibrary> read = ElfFile.library(bytes, place.name());
            read.ifPresent(found -> libraries.put(place, found));
        }
        return Content.of(bytes);
    }

    void conflict(String line) {
        conflicts.add(line);
    }

    /**
     * Lets packages lie in one root only if they ship the same things at the same places.
     *
     * @throws DebianException that names all places that two would fill
     */
    void requireNoConflict() throws DebianException {
        if (!conflicts.isEmpty()) {
            throw new DebianException(conflicts.size() + " place" + (conflicts.size() == 1 ? "" : "s")
                    + " that two would fill, and none of them Replaces the other:\n  "
                    + String.join(
                            "\n  ", conflicts.stream().sorted().limit(SHOWN).toList())
                    + (conflicts.size() > SHOWN ? "\n  … and " + (conflicts.size() - SHOWN) + " more" : ""));
        }
    }

    Unpacked unpacked(List<UnpackedPackage> packages, Root root) {
        return new Unpacked(packages, contents, libraries, root);
    }
}
