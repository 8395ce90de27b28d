package io.github.kubespraymaven.python.index;

import java.net.URI;
import java.util.List;

/**
 * Where distributions are looked for.
 *
 * @param indexes the directories of indexes that follow the simple repository API; all are asked, none comes first
 * @param findLinks further pages of links, directories, or files: http, https or file addresses
 */
public record PackageSources(List<URI> indexes, List<URI> findLinks) {
    /** Keeps its own copies. */
    public PackageSources {
        indexes = List.copyOf(indexes);
        findLinks = List.copyOf(findLinks);
    }
}
