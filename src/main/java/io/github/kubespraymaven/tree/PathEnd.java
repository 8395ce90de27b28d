package io.github.kubespraymaven.tree;

import java.util.Optional;

/** Where a path leads that somebody wrote. */
public sealed interface PathEnd {

    /** A place of the tree, whether or not anything stands there. */
    record Place(TreePath path) implements PathEnd {}

    /** The tree's root. */
    record Top() implements PathEnd {}

    /**
     * Out of the tree.
     *
     * @param link the link that leads there; empty if the path itself does
     */
    record Outside(Optional<TreePath> link) implements PathEnd {}

    /** Nowhere: through a file, from link to link without an end, or deeper than Linux goes. */
    record Nowhere() implements PathEnd {}

    /** Returns the place below the root; nothing where it leads to none. */
    default Optional<TreePath> place() {
        return this instanceof Place end ? Optional.of(end.path()) : Optional.empty();
    }
}
