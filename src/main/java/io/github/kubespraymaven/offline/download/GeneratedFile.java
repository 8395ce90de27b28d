package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.fetch.TreeName;
import java.net.URI;

/**
 * A file of the tree that is made here, of something that was fetched: the reduced index of a chart repository.
 *
 * @param url what stands at its place upstream
 * @param name where it stands in the tree
 * @param bytes what it holds; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
public record GeneratedFile(URI url, TreeName name, byte[] bytes) {}
