package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.python.InstalledDistribution;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.resolve.Chosen;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A Python distribution on its way into an image.
 *
 * @param chosen what was resolved
 * @param size its bytes when installed, nearly
 * @param recipeLine what of it decides a layer's bytes
 * @param tree its installed files
 */
record Distribution(Chosen chosen, long size, String recipeLine, EntrySource tree) {
    /** From this size on a distribution has a layer of its own. */
    private static final long LARGE = 256 * 1024;

    /** An image has at most 40 layers; operating system, kubectl and checkout are three of them. */
    private static final int MOST_LAYERS = 37;

    /**
     * Takes a distribution.
     *
     * @param collections those that are kept of an ansible; all where there are none
     */
    static Distribution of(Chosen chosen, Path file, String python, Optional<SortedSet<CollectionName>> collections)
            throws IOException {
        String hash = chosen.file().digests().stream()
                .map(Object::toString)
                .findFirst()
                .orElseThrow(() -> new IOException(chosen + ": its file has no digest"));
        String line = chosen.file() + " " + hash + (chosen.requested() ? " requested" : "");
        if (collections.isPresent() && chosen.project().normalized().equals("ansible")) {
            return new Distribution(
                    chosen,
                    size(chosen, file),
                    line + " collections " + collections.get(),
                    InstalledDistribution.of(chosen, file, python, AnsibleCollections.filter(collections.get())));
        }
        EntrySource tree = InstalledDistribution.of(chosen, file, python, name -> true);
        return new Distribution(chosen, size(chosen, file), line, tree);
    }

    private static long size(Chosen chosen, Path file) throws IOException {
        if (!chosen.file().filename().text().endsWith(".whl")) {
            return Files.size(file);
        }
        try (FileBytes bytes = new FileBytes(file)) {
            return ZipArchive.open(bytes, chosen.file().toString()).members().values().stream()
                    .mapToLong(ZipMember::size)
                    .sum();
        }
    }

    /** Puts large distributions into layers of their own and the others into one, which is the last. */
    static List<List<Distribution>> grouped(List<Distribution> distributions) {
        List<Distribution> large = distributions.stream()
                .filter(one -> one.size() >= LARGE)
                .sorted(Comparator.comparingLong((Distribution one) -> one.size())
                        .reversed())
                .limit(MOST_LAYERS - 1)
                .toList();
        List<List<Distribution>> groups = new ArrayList<>();
        List<Distribution> small = new ArrayList<>();
        for (Distribution one : distributions) {
            if (large.contains(one)) {
                groups.add(List.of(one));
            } else {
                small.add(one);
            }
        }
        if (!small.isEmpty()) {
            groups.add(small);
        }
        return groups;
    }

    static String names(List<Distribution> group) {
        return group.stream().map(one -> one.chosen().toString()).collect(Collectors.joining(", "));
    }
}
