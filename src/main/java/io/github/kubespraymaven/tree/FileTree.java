package io.github.kubespraymaven.tree;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An immutable file tree that is known as a whole, in the order of its paths. */
public final class FileTree implements EntrySource {
    private final NavigableMap<TreePath, TreeEntry> entries;

    private FileTree(NavigableMap<TreePath, TreeEntry> entries) {
        this.entries = Collections.unmodifiableNavigableMap(entries);
    }

    /** Starts an empty tree. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a tree without entries. */
    public static FileTree empty() {
        return new FileTree(new TreeMap<>());
    }

    /** Returns all entries, in the order of their paths. */
    public NavigableMap<TreePath, TreeEntry> entries() {
        return entries;
    }

    /** Returns what stands at a place. */
    public Optional<TreeEntry> at(TreePath path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public void writeTo(EntrySink sink) throws IOException {
        for (Map.Entry<TreePath, TreeEntry> entry : entries.entrySet()) {
            sink.accept(entry.getKey(), entry.getValue());
        }
    }

    /** Collects the entries of a tree, in any order. */
    public static final class Builder implements EntrySink {
        private final NavigableMap<TreePath, TreeEntry> entries = new TreeMap<>();

        private Builder() {}

        @Override
        public void accept(TreePath path, TreeEntry entry) throws IOException {
            if (entries.putIfAbsent(path, entry) != null) {
                throw new IOException("/" + path + ": given twice");
            }
        }

        /**
         * Returns the tree.
         *
         * @throws IOException if something lies below a thing that is no directory
         */
        public FileTree build() throws IOException {
            for (TreePath path : entries.keySet()) {
                for (Optional<TreePath> up = path.parent();
                        up.isPresent();
                        up = up.get().parent()) {
                    TreeEntry above = entries.get(up.get());
                    if (above != null && !(above instanceof TreeEntry.Directory)) {
                        throw new IOException("/" + path + ": lies below /" + up.get() + ", which is no directory");
                    }
                }
            }
            return new FileTree(new TreeMap<>(entries));
        }
    }
}
