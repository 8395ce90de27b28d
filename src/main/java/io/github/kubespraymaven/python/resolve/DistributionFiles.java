package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.LinkedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Gets the files of a resolution. */
public final class DistributionFiles {
    private DistributionFiles() {}

    /**
     * Returns the verified file of each distribution, in their order; fetched side by side if it was not in the cache.
     *
     * @param goal which digests must be met, where an index gives none
     * @throws io.github.kubespraymaven.fetch.FetchException.UnavailableFilesException if some cannot be had: names every one of them
     * @throws DigestMismatchException if a file of this machine is not the one that was asked for
     */
    public static List<FetchedDistribution> fetch(
            Fetch fetch, ResolutionRequest goal, List<ResolvedDistribution> distributions) throws IOException {
        List<Download> downloads = new ArrayList<>();
        for (ResolvedDistribution chosen : distributions) {
            IndexFile file = chosen.file();
            if (!file.isLocal()) {
                if (file.digests().isEmpty()) {
                    throw new PythonException(
                            file + " has no sha256 in its index; use an index with hashes (-Dkubespray.pythonIndex)");
                }
                downloads.add(new Download(
                        file.toString(), List.of(file.uri()), file.digests().get(0), file.size()));
            }
        }
        Map<Digest, Path> remote = fetch.files(downloads);
        List<FetchedDistribution> files = new ArrayList<>();
        for (ResolvedDistribution chosen : distributions) {
            IndexFile file = chosen.file();
            if (file.isLocal()) {
                files.add(local(chosen, goal.digestsOf(chosen.project())));
            } else {
                Digest digest = file.digests().get(0);
                files.add(new FetchedDistribution(
                        chosen, file.filename(), digest, Objects.requireNonNull(remote.get(digest), file.toString())));
            }
        }
        return files;
    }

    /**
     * Returns what indexes list of the file of each distribution, in their order. A file of which they list no hash or no
     * size is fetched, and counted.
     *
     * @throws IOException as {@link #fetch}
     */
    public static List<PinnedDistribution> listed(
            Fetch fetch, ResolutionRequest goal, List<ResolvedDistribution> distributions) throws IOException {
        List<ResolvedDistribution> unlisted = new ArrayList<>();
        for (ResolvedDistribution chosen : distributions) {
            if (!isListed(chosen.file())) {
                unlisted.add(chosen);
            }
        }
        Map<ResolvedDistribution, FetchedDistribution> counted = new HashMap<>();
        fetch(fetch, goal, unlisted).forEach(one -> counted.put(one.chosen(), one));
        List<PinnedDistribution> files = new ArrayList<>();
        for (ResolvedDistribution chosen : distributions) {
            FetchedDistribution one = counted.get(chosen);
            files.add(
                    one == null
                            ? new PinnedDistribution(
                                    chosen,
                                    chosen.file().digests().get(0),
                                    chosen.file().size().orElseThrow())
                            : new PinnedDistribution(chosen, one.digest(), Files.size(one.path())));
        }
        return files;
    }

    private static boolean isListed(IndexFile file) throws PythonException {
        return !file.isLocal()
                && file.size().isPresent()
                && !file.digests().isEmpty()
                && file.digests().get(0).algorithm() == Algorithm.SHA256;
    }

    /** A directory of links gives no digests; then only what the user gave is there to compare with. */
    private static FetchedDistribution local(ResolvedDistribution chosen, Set<Digest> given) throws IOException {
        IndexFile file = chosen.file();
        requireOneOf(file.digests(), file);
        requireOneOf(given, file);
        return new FetchedDistribution(chosen, file.filename(), hash(file, Algorithm.SHA256), Path.of(file.uri()));
    }

    private static void requireOneOf(Collection<Digest> wanted, IndexFile file) throws IOException {
        Digest got = hash(file, Algorithm.SHA256);
        for (Digest digest : wanted) {
            got = hash(file, digest.algorithm());
            if (got.equals(digest)) {
                return;
            }
        }
        if (!wanted.isEmpty()) {
            throw new DigestMismatchException(
                    Path.of(file.uri()).toString(),
                    String.join(
                            " or ",
                            wanted.stream().map(Digest::toString).sorted().toList()),
                    got.toString());
        }
    }

    private static Digest hash(IndexFile file, Algorithm algorithm) throws IOException {
        return LinkedFile.hashed(file, algorithm).digests().get(0);
    }
}
