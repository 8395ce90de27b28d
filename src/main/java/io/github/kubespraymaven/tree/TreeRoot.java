package io.github.kubespraymaven.tree;

/** What the root of a tree is to those who use it: what an absolute path means there, and a ".." at its top. */
public enum TreeRoot {
    /** A file system's, as a process in it sees it: absolute paths begin there, and what is above it is itself. */
    SYSTEM,

    /** A directory in some file system: what is absolute, or goes up at its top, leads out of it. */
    DIRECTORY
}
