package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.List;

/**
 * What maintainer scripts would have done, as functions of the packages. Asked in the order of its methods, while a layer is
 * written in one pass: changes of what is shipped before the first, contents as they come, further entries after the last.
 */
public interface ScriptEffects {
    /** Nothing is done: the tree holds what packages ship. */
    ScriptEffects NONE = new ScriptEffects() {
        @Override
        public Changes changes(List<PackageControl> packages) {
            return Changes.NONE;
        }

        @Override
        public boolean reads(TreePath place) {
            return false;
        }

        @Override
        public FileTree entries(Unpacked unpacked) throws IOException {
            return FileTree.builder().build();
        }
    };

    /** What scripts do to things that packages ship; the packages are in the order in which they will be unpacked. */
    Changes changes(List<PackageControl> packages) throws IOException;

    /** Whether a file's content (at most 16 MiB) is wanted in {@link Unpacked#contents}. */
    boolean reads(TreePath place);

    /**
     * What is to be there besides. A directory that packages ship too is left as it is; anything else that is in the tree
     * already, and was not to be {@linkplain Changes#replaced replaced}, is a collision.
     */
    FileTree entries(Unpacked unpacked) throws IOException;
}
