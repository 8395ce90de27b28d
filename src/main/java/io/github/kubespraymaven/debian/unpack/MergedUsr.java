package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.LexicalPath;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.util.Optional;
import java.util.Set;

/**
 * The merged {@code /usr}: what packages ship in {@code /bin}, {@code /sbin} and {@code /lib*} lies below {@code /usr}, and
 * links stand in the old places. Debian 11 and 12 still ship files there and let debootstrap make the links; Debian 13 ships
 * the links.
 */
public final class MergedUsr {
    /** As debootstrap's merged-usr setup names them; libo32 is for ports that are not built here. */
    private static final Set<String> MOVED = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    private static final String USR = "usr";

    private MergedUsr() {}

    /** Returns where a path of a package or a script lies in the tree. */
    public static TreePath place(TreePath written) {
        return isMoved(written.value()) ? TreePath.of(place(written.value())) : written;
    }

    /** Whether a path is one of the top directories themselves. */
    static boolean isAlias(TreePath written) {
        return MOVED.contains(written.value());
    }

    /** The top-level link that leads to a place, if one has to: {@code bin} for {@code usr/bin/env}. */
    static Optional<TreePath> alias(TreePath place) {
        String value = place.value();
        if (!value.startsWith(USR + "/")) {
            return Optional.empty();
        }
        String first = first(value.substring(USR.length() + 1));
        return MOVED.contains(first) ? Optional.of(TreePath.of(first)) : Optional.empty();
    }

    /**
     * What a link must hold so that it means, where it lies now, what it meant where its package has it. Packages follow
     * Policy 10.5, by which links that leave a top directory are absolute and survive the move as they are; this is for those
     * that do not.
     */
    static String target(TreePath written, String target) {
        if (target.startsWith("/") || !isMoved(written.value())) {
            return target;
        }
        TreePath place = place(written);
        String meant = meaning(written, target);
        return meaning(place, target).equals(meant)
                ? target
                : LexicalPath.relative(place.parent().map(TreePath::value).orElse(""), meant);
    }

    /**
     * Where a link at a path leads to, links on the way not followed: a path from the root, {@code ""} for the root. A link that
     * can lead nowhere means its own text.
     */
    static String meaning(TreePath link, String target) {
        PathEnd end = LexicalPath.endOfLink(TreeRoot.SYSTEM, link, target);
        return end instanceof PathEnd.Top
                ? ""
                : place(end.place().map(TreePath::value).orElse(target));
    }

    private static boolean isMoved(String path) {
        return MOVED.contains(first(path));
    }

    private static String place(String path) {
        return isMoved(path) ? USR + "/" + path : path;
    }

    private static String first(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
