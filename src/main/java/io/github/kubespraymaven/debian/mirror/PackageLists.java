package io.github.kubespraymaven.debian.mirror;

import io.github.kubespraymaven.debian.release.ReleaseFile;
import io.github.kubespraymaven.digest.Digest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lists of packages that verified releases name: what can be chosen from, before any list is read.
 *
 * @param architecture as Debian names it
 * @param parts in the order in which apt reads them
 */
public record PackageLists(String architecture, List<Part> parts) {
    /** Keeps its own copy. */
    public PackageLists {
        parts = List.copyOf(parts);
    }

    /**
     * The list of one suite.
     *
     * @param suite such as {@code bookworm-updates}
     * @param mirror whose release names it
     * @param list the list
     * @param byHash whether it is there under its hash too
     */
    record Part(String suite, ArchiveMirror mirror, ReleaseFile list, boolean byHash) {}

    /** The hash of all lists: offers with the same one hold the same packages. */
    public Digest digest() {
        return Digest.of(parts.stream()
                .map(part ->
                        architecture + " " + part.suite() + " " + part.list().sha256() + "\n")
                .collect(Collectors.joining()));
    }
}
