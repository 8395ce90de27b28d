package io.github.kubespraymaven.tree;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An immutable file tree that is known as a whole, in the order of its paths. */
public final class Tree implements EntrySource {
    private final NavigableMap<TreePath, Entry> entries;

    private Tree(NavigableMap<TreePath, Entry> entries) {
        this.entries = Collections.unmodifiableNavigableMap(entries);
    }

    /** Starts an empty tree. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a tree without entries. */
    public static Tree empty() {
        return new Tree(new TreeMap<>());
    }

    /** Returns all entries, in the order of their paths. */
    public NavigableMap<TreePath, Entry> entries() {
        return entries;
    }

    /** Returns what stands at a place. */
    public Optional<Entry> at(TreePath path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public void writeTo(EntrySink sink) throws IOException {
        for (Map.Entry<TreePath, Entry> entry : entries.entrySet()) {
            sink.accept(entry.getKey(), entry.getValue());
        }
    }

    /** Collects the entries of a tree, in any order. */
    public static final class Builder implements EntrySink {
        private final NavigableMap<TreePath, Entry> entries = new TreeMap<>();

        private Builder() {}

        @Override
        public void accept(TreePath path, Entry entry) throws CollisionException {
            if (entries.putIfAbsent(path, entry) != null) {
                throw new CollisionException(path, "given twice");
            }
        }

        /**
         * Returns the tree.
         *
         * @throws CollisionException if something lies below a thing that is no directory
         */
        public Tree build() throws CollisionException {
            for (TreePath path : entries.keySet()) {
                for (Optional<TreePath> up = path.parent();
                        up.isPresent();
                        up = up.get().parent()) {
                    Entry above = entries.get(up.get());
                    if (above != null && !(above instanceof Entry.Directory)) {
                        throw new CollisionException(path, "lies below /" + up.get() + ", which is no directory");
                    }
                }
            }
            return new Tree(new TreeMap<>(entries));
        }
    }
}
