package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.fetch.TreeName;
import java.io.IOException;
import java.net.URI;

/**
 * A file that is wanted, and of which it is known already that it cannot be had: a chart whose index does not name it, or cannot be
 * asked.
 *
 * @param url what was asked for it
 * @param name where it would stand in the tree
 * @param reason why it cannot be had, and what to do
 */
public record UnavailableFile(URI url, TreeName name, IOException reason) {}
