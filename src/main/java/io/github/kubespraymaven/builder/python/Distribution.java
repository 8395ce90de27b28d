package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.resolve.ResolvedDistribution;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A Python distribution on its way into an image.
 *
 * @param fetched what was resolved, and its file
 * @param size its bytes when installed whole, nearly
 */
record Distribution(FetchedDistribution fetched, long size) {
    /** From this size on a distribution has a layer of its own. */
    private static final long LARGE = 256 * 1024;

    /** An image has at most 40 layers; operating system, kubectl and checkout are three of them. */
    private static final int MOST_LAYERS = 37;

    private static final String SIZE = "installed-size";

    /**
     * Takes a distribution.
     *
     * @param records keep sizes, for which an archive's whole directory has to be read
     */
    static Distribution of(FetchedDistribution fetched, Records records) throws IOException {
        Optional<Long> known = records.find(SIZE, fetched.digest())
                .map(record -> Long.parseLong(new String(record, StandardCharsets.US_ASCII)));
        if (known.isPresent()) {
            return new Distribution(fetched, known.get());
        }
        long size = size(fetched);
        records.put(SIZE, fetched.digest(), Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        return new Distribution(fetched, size);
    }

    /** Whether this is the one that brings collections. */
    boolean isAnsible() {
        return fetched.project().normalized().equals("ansible");
    }

    /**
     * Returns what of it decides a layer's bytes.
     *
     * @param collections those that are kept of an ansible; all where there are none
     */
    String recipeLine(Optional<SortedSet<CollectionName>> collections) throws IOException {
        ResolvedDistribution chosen = fetched.chosen();
        return fetched.filename().text() + " " + fetched.digest()
                + (chosen.requested() ? " requested" : "")
                + (chosen.direct() ? " direct " + chosen.directUrl() : "")
                + collections.map(kept -> " collections " + kept).orElse("");
    }

    /**
     * Returns its installed files.
     *
     * @param python the interpreter
     * @param collections as above
     */
    EntrySource tree(PythonInterpreter python, Optional<SortedSet<CollectionName>> collections) throws IOException {
        return fetched.installed(
                python, collections.map(AnsibleCollections::filter).orElse(name -> true));
    }

    private static long size(FetchedDistribution fetched) throws IOException {
        if (fetched.isSdist()) {
            return Files.size(fetched.path());
        }
        try (FileBytes bytes = new FileBytes(fetched.path())) {
            return ZipArchive.open(bytes, fetched.filename().text()).members().values().stream()
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
        return group.stream().map(one -> one.fetched().chosen().toString()).collect(Collectors.joining(", "));
    }
}
