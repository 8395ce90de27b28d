package io.github.kubespraymaven.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out where a path leads in a tree that may have links on the way, as the kernel does for a process whose root the tree
 * is: nothing leads out of it (path_resolution(7)).
 */
public final class LinkedPaths {
    /** As many links as Linux follows before it gives up (MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    private final Function<TreePath, Optional<TreeEntry>> tree;

    /** @param tree tells what stands at a place */
    public LinkedPaths(Function<TreePath, Optional<TreeEntry>> tree) {
        this.tree = tree;
    }

    /**
     * Returns the place that a path leads to, all links followed, whether or not anything stands there.
     *
     * @return nothing for the root, for a path through a file, or for too many links
     */
    public Optional<TreePath> place(String path) {
        return place(path, true);
    }

    /** Returns the same, but does not follow a link that the path itself is. */
    public Optional<TreePath> placeOfLink(String path) {
        return place(path, false);
    }

    /** Returns what stands where a path leads to. */
    public Optional<TreeEntry> at(String path) {
        return place(path).flatMap(tree);
    }

    private Optional<TreePath> place(String path, boolean last) {
        Deque<String> open = new ArrayDeque<>(List.of(path.split("/")));
        List<String> names = new ArrayList<>();
        int links = 0;
        while (!open.isEmpty()) {
            String name = open.removeFirst();
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
                boolean through = open.stream().anyMatch(next -> !next.isEmpty() && !next.equals("."));
                Optional<TreeEntry> entry =
                        through || last ? tree.apply(TreePath.of(String.join("/", names))) : Optional.empty();
                if (entry.isPresent() && entry.get() instanceof TreeEntry.Symlink link) {
                    if (++links > MAX_LINKS) {
                        return Optional.empty();
                    }
                    if (link.target().startsWith("/")) {
                        names.clear();
                    } else {
                        names.remove(names.size() - 1);
                    }
                    List<String> target = List.of(link.target().split("/"));
                    for (int i = target.size() - 1; i >= 0; i--) {
                        open.addFirst(target.get(i));
                    }
                } else if (through && entry.isPresent() && !(entry.get() instanceof TreeEntry.Directory)) {
                    return Optional.empty();
                }
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(TreePath.of(String.join("/", names)));
    }
}
