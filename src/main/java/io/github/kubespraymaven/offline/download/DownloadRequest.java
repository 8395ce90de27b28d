package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.fetch.FilesMirror;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be in a tree.
 *
 * @param files each with a name of its own
 * @param generated written when all files are there
 * @param tree where they go
 * @param mirror what is asked before upstream
 * @param refresh whether files that nobody vouches for are taken anew, whatever was seen first
 */
public record DownloadRequest(
        List<WantedFile> files, List<GeneratedFile> generated, Path tree, FilesMirror mirror, boolean refresh) {
    /** Keeps its own copies. */
    public DownloadRequest {
        files = List.copyOf(files);
        generated = List.copyOf(generated);
    }
}
