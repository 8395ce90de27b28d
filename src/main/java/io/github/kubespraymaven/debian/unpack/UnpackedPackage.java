package io.github.kubespraymaven.debian.unpack;

import java.util.List;

/**
 * A package whose files are in the tree.
 *
 * @param control what it says of itself
 * @param paths what it ships, in the order of its archive, the root left out
 */
public record UnpackedPackage(PackageControl control, List<InstalledPath> paths) {
    /** Copies the list. */
    public UnpackedPackage {
        paths = List.copyOf(paths);
    }
}
