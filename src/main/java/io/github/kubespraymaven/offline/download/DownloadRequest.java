package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.fetch.FilesMirror;
import java.nio.file.Path;

/**
 * What is to be in a tree.
 *
 * @param list of the files
 * @param tree where they go
 * @param mirror what is asked before upstream
 * @param refresh whether files that nobody vouches for are taken anew, whatever was seen first
 */
public record DownloadRequest(DownloadList list, Path tree, FilesMirror mirror, boolean refresh) {}
