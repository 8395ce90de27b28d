package io.github.kubespraymaven.offline.download;

import java.util.List;

/**
 * What charts of repositories come to in a tree.
 *
 * @param files of the charts
 * @param indexes that name them, one a repository
 * @param unavailable charts that cannot be had
 */
public record ChartFiles(List<WantedFile> files, List<GeneratedFile> indexes, List<UnavailableFile> unavailable) {
    /** No charts. */
    public static final ChartFiles NONE = new ChartFiles(List.of(), List.of(), List.of());

    /** Keeps its own copies. */
    public ChartFiles {
        files = List.copyOf(files);
        indexes = List.copyOf(indexes);
        unavailable = List.copyOf(unavailable);
    }
}
