package io.github.kubespraymaven.tree;

import java.io.IOException;

/** Anything that can give the entries of a tree, in one order that depends on its inputs alone. */
@FunctionalInterface
public interface EntrySource {

    /**
     * Gives all entries.
     *
     * @throws IOException if an input cannot be read, or the sink refuses an entry
     */
    void writeTo(EntrySink sink) throws IOException;
}
