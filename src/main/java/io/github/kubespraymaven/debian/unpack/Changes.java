package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.Map;
import java.util.Set;

/**
 * What scripts do to things that packages ship. It has to be known before they are written, because a layer is written once.
 *
 * @param attributes new modes and owners of files and directories, by place: of {@code usr/bin/ssh-agent}, for example
 * @param replaced places of which what packages ship is not written, so that {@link ScriptEffects#entries} may put something else
 *     there: {@code var/run}, for example, a directory that base-files makes a link
 */
public record Changes(Map<TreePath, TreeEntry.Attributes> attributes, Set<TreePath> replaced) {
    /** Everything stays as it is shipped. */
    public static final Changes NONE = new Changes(Map.of(), Set.of());

    /** Copies both. */
    public Changes {
        attributes = Map.copyOf(attributes);
        replaced = Set.copyOf(replaced);
    }
}
