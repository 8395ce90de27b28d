package io.github.kubespraymaven.tree;

import java.io.IOException;

/**
 * Takes the entries of a tree one after the other. A sink reads a file's content before it returns, so that a source may
 * hand over contents that exist only at that moment.
 */
@FunctionalInterface
public interface EntrySink {

    /**
     * Takes one entry.
     *
     * @throws IOException if something else stands at its place already, the content cannot be read or the entry not be stored
     */
    void accept(TreePath path, TreeEntry entry) throws IOException;
}
