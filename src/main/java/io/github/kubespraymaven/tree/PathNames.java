package io.github.kubespraymaven.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names from a tree's root to where a path has led so far. */
final class PathNames {
    private final TreeRoot root;
    private final StringBuilder path = new StringBuilder();

    PathNames(TreeRoot root) {
        this.root = root;
    }

    /** Returns the steps of a path: its names, each ".." too. Nothing is between two slashes, and "." is no step. */
    static List<String> of(String path) {
        return Stream.of(path.split("/"))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    /** Begins with a path; returns whether that is in the tree. */
    boolean begin(String written) {
        if (written.startsWith("/")) {
            path.setLength(0);
            return root == TreeRoot.SYSTEM;
        }
        return true;
    }

    /** Goes on by a step; returns whether that is in the tree. */
    boolean step(String name) {
        if (!name.equals("..")) {
            path.append(path.length() == 0 ? "" : "/").append(name);
            return true;
        }
        return up() || root == TreeRoot.SYSTEM;
    }

    /** Goes back by a step; returns whether there was one. */
    boolean up() {
        boolean below = path.length() > 0;
        path.setLength(Math.max(0, path.lastIndexOf("/")));
        return below;
    }

    /** Returns the place; nothing at the root, and where no place can be. */
    Optional<TreePath> place() {
        String value = path.toString();
        return TreePath.isPath(value) ? Optional.of(new TreePath(value)) : Optional.empty();
    }

    /** Returns where this is. */
    PathEnd end() {
        return path.length() == 0
                ? new PathEnd.Top()
                : place().<PathEnd>map(PathEnd.Place::new).orElseGet(PathEnd.Nowhere::new);
    }
}
