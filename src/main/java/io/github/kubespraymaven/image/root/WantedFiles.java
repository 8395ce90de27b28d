package io.github.kubespraymaven.image.root;

import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Says which files' contents are kept of an image's root. */
@FunctionalInterface
public interface WantedFiles {
    /** All contents are kept. */
    WantedFiles EVERYTHING = (place, size, content) -> Optional.of(content.readAllBytes());

    /**
     * Returns what is kept of a file: all of it, what matters of it, or nothing.
     *
     * @param size how many bytes it has
     * @param content may be left unread
     */
    Optional<byte[]> read(TreePath place, long size, InputStream content) throws IOException;
}
