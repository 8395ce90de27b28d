package io.github.kubespraymaven.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What paths mean by themselves: nothing is looked up, and no name on the way is taken for a link. */
public final class LexicalPath {
    private LexicalPath() {}

    /** Returns where a path leads that is written for the tree's root. */
    public static PathEnd end(TreeRoot root, String path) {
        return end(root, "", path);
    }

    /** Returns where a path leads that is written for a directory. */
    public static PathEnd end(TreeRoot root, TreePath directory, String path) {
        return end(root, directory.value(), path);
    }

    /** Returns where a link leads. */
    public static PathEnd endOfLink(TreeRoot root, TreePath link, String target) {
        return end(root, link.parent().map(TreePath::value).orElse(""), target);
    }

    private static PathEnd end(TreeRoot root, String directory, String path) {
        PathNames names = new PathNames(root);
        PathNames.of(directory).forEach(names::step);
        boolean inside = names.begin(path);
        for (String name : PathNames.of(path)) {
            inside &= names.step(name);
        }
        return inside ? names.end() : new PathEnd.Outside(Optional.empty());
    }

    /**
     * Returns where a member of an archive goes whose writer is not known: its name is relative to the root, however it begins,
     * and goes up nowhere. Programs differ in what they make of one that does.
     */
    public static PathEnd endOfMember(String name) {
        List<String> names = PathNames.of(name);
        return names.contains("..")
                ? new PathEnd.Outside(Optional.empty())
                : end(TreeRoot.DIRECTORY, "", String.join("/", names));
    }

    /**
     * Returns the shortest way from a directory to a place.
     *
     * @param directory its names joined by '/', empty for the root
     * @param place its names joined by '/', empty for the root
     */
    public static String relative(String directory, String place) {
        List<String> from = PathNames.of(directory);
        List<String> to = PathNames.of(place);
        int common = 0;
        while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> way = new ArrayList<>(Collections.nCopies(from.size() - common, ".."));
        way.addAll(to.subList(common, to.size()));
        return way.isEmpty() ? "." : String.join("/", way);
    }
}
