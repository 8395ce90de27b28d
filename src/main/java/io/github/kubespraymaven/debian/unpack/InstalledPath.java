package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreePath;
import java.util.Optional;

/**
 * A path that a package ships.
 *
 * @param written as the package has it and dpkg's file list shows it: {@code bin/sh}
 * @param place where it lies in the tree: {@code usr/bin/sh}
 * @param kind what it is
 * @param target a symbolic link's text, or a hard link's other place
 * @param present whether it is in the tree: not if it was left out, or another package's file is there instead
 */
public record InstalledPath(TreePath written, TreePath place, Kind kind, Optional<String> target, boolean present) {
    /** What can lie at a path. */
    public enum Kind {
        /** A directory. */
        DIRECTORY,
        /** A plain file. */
        FILE,
        /** A symbolic link. */
        SYMLINK,
        /** A further name of a file of the same package. */
        HARD_LINK
    }
}
