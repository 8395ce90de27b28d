package io.github.kubespraymaven.tree;

import java.io.IOException;

/** Two different things that would stand at one place of a tree, or something below a thing that is no directory. */
public final class CollisionException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the place and what is wrong there. */
    public CollisionException(TreePath path, String problem) {
        super("/" + path + ": " + problem);
    }
}
