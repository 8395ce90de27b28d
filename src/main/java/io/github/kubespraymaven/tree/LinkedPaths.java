package io.github.kubespraymaven.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out where a path leads in a tree that may have links on the way, as the kernel does (path_resolution(7)): each name is looked
 * up, and ".." goes up from where a link has led.
 */
public final class LinkedPaths {
    /** As many links as Linux follows before it gives up (MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    /** The longest text of a link on Linux (PATH_MAX, without its NUL). */
    private static final int MAX_TARGET = 4095;

    private final TreeRoot root;
    private final Function<TreePath, Optional<TreeEntry>> tree;

    /**
     * Follows links in a tree.
     *
     * @param tree tells what stands at a place; who knows of links alone may tell of them alone
     */
    public LinkedPaths(TreeRoot root, Function<TreePath, Optional<TreeEntry>> tree) {
        this.root = root;
        this.tree = tree;
    }

    /**
     * Returns the place that a path leads to, all links followed, whether or not anything stands there.
     *
     * @return nothing for the root, and for a path that leads to no place
     */
    public Optional<TreePath> place(String path) {
        return end(path).place();
    }

    /** Returns the same, but does not follow a link that the path itself is. */
    public Optional<TreePath> placeOfLink(String path) {
        return end(path, false).place();
    }

    /** Returns what stands where a path leads to. */
    public Optional<TreeEntry> at(String path) {
        return place(path).flatMap(tree);
    }

    /** Returns where a path leads, all links followed. */
    public PathEnd end(String path) {
        return end(path, true);
    }

    private PathEnd end(String path, boolean last) {
        PathNames names = new PathNames(root);
        if (!names.begin(path)) {
            return new PathEnd.Outside(Optional.empty());
        }
        Optional<TreePath> followed = Optional.empty();
        Deque<String> open = new ArrayDeque<>(PathNames.of(path));
        for (int links = 0; !open.isEmpty(); ) {
            String name = open.removeFirst();
            if (!names.step(name)) {
                return new PathEnd.Outside(followed);
            }
            boolean through = !open.isEmpty();
            if (name.equals("..") || (!through && !last)) {
                continue;
            }
            Optional<TreePath> here = names.place();
            if (here.isEmpty()) {
                return new PathEnd.Nowhere();
            }
            Optional<TreeEntry> entry = tree.apply(here.get());
            if (entry.isPresent() && entry.get() instanceof TreeEntry.Symlink link) {
                if (++links > MAX_LINKS || link.target().length() > MAX_TARGET) {
                    return new PathEnd.Nowhere();
                }
                followed = here;
                names.up();
                if (!names.begin(link.target())) {
                    return new PathEnd.Outside(followed);
                }
                prepend(PathNames.of(link.target()), open);
            } else if (through && entry.isPresent() && !(entry.get() instanceof TreeEntry.Directory)) {
                return new PathEnd.Nowhere();
            }
        }
        return names.end();
    }

    private static void prepend(List<String> names, Deque<String> to) {
        for (int i = names.size() - 1; i >= 0; i--) {
            to.addFirst(names.get(i));
        }
    }
}
