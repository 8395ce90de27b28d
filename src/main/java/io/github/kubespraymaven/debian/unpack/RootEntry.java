package io.github.kubespraymaven.debian.unpack;

import java.util.Optional;

/**
 * What lies at a place of the tree.
 *
 * @param kind what it is
 * @param target a symbolic link's text, or a hard link's other place
 * @param owner the package that shipped it first; empty for what no package ships
 */
public record RootEntry(InstalledPath.Kind kind, Optional<String> target, Optional<String> owner) {}
