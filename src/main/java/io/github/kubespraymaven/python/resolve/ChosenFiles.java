package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.python.index.IndexException;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.LinkedFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gets the files of a resolution. */
public final class ChosenFiles {
    private ChosenFiles() {}

    /**
     * Returns the verified file of each distribution, fetched side by side if it was not in the cache.
     *
     * @throws io.github.kubespraymaven.fetch.FetchException if some cannot be had: names every one of them
     * @throws DigestMismatchException if a file of this machine is not the one that was asked for
     */
    public static Map<ProjectName, Path> fetch(Fetch fetch, List<Chosen> distributions) throws IOException {
        Map<ProjectName, Path> files = new LinkedHashMap<>();
        Map<ProjectName, Digest> remote = new LinkedHashMap<>();
        List<Download> downloads = new ArrayList<>();
        for (Chosen chosen : distributions) {
            IndexFile file = chosen.file();
            if (file.isLocal()) {
                files.put(chosen.project(), local(file));
            } else if (file.digests().isEmpty()) {
                throw new IndexException(
                        file + " has no sha256 in its index; use an index with hashes" + " (-Dkubespray.pythonIndex)");
            } else {
                Digest digest = file.digests().get(0);
                downloads.add(new Download(file.toString(), List.of(file.uri()), digest, file.size()));
                remote.put(chosen.project(), digest);
            }
        }
        Map<Digest, Path> fetched = fetch.files(downloads);
        remote.forEach((project, digest) -> {
            Path path = fetched.get(digest);
            if (path != null) {
                files.put(project, path);
            }
        });
        return files;
    }

    private static Path local(IndexFile file) throws IOException {
        Path path = Path.of(file.uri());
        if (!file.digests().isEmpty()) {
            Digest wanted = file.digests().get(0);
            IndexFile got = LinkedFile.hashed(file, wanted.algorithm());
            if (!got.digests().contains(wanted)) {
                throw new DigestMismatchException(
                        path.toString(), wanted.toString(), got.digests().get(0).toString());
            }
        }
        return path;
    }
}
