package io.github.kubespraymaven.offline.chart;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.PageRequest;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.manifest.ChartEntry;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.offline.download.ChartFiles;
import io.github.kubespraymaven.offline.download.FileTrust;
import io.github.kubespraymaven.offline.download.GeneratedFile;
import io.github.kubespraymaven.offline.download.WantedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the files of charts. The index of a repository says what a chart's file is called and what it hashes to; in the tree stands
 * beside the file an index that names the wanted charts alone, so that the same charts give the same tree. A chart that the tree's own
 * index has is not asked for.
 */
public final class ChartDownloads {
    private static final String INDEX = "index.yaml";

    private final Path tree;
    private final FilesMirror mirror;
    private final Optional<Fetch> fetch;
    private final List<WantedFile> files = new ArrayList<>();
    private final List<GeneratedFile> indexes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ChartDownloads(Path tree, FilesMirror mirror, Optional<Fetch> fetch) {
        this.tree = tree;
        this.mirror = mirror;
        this.fetch = fetch;
    }

    /**
     * Finds the files of the charts that deployments fetch.
     *
     * @param manifests one a platform
     * @param tree in which they may be already
     * @param mirror asked for indexes before the repositories
     * @param fetch to ask with; empty: only the tree is looked at
     * @throws IOException if some cannot be found: names all of them, each with its reason
     */
    public static ChartFiles find(List<Manifest> manifests, Path tree, FilesMirror mirror, Optional<Fetch> fetch)
            throws IOException {
        Map<String, Set<ChartEntry>> byRepository = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            for (ChartEntry chart : manifest.charts()) {
                byRepository
                        .computeIfAbsent(chart.repository().replaceFirst("/+$", ""), any -> new LinkedHashSet<>())
                        .add(chart);
            }
        }
        ChartDownloads downloads = new ChartDownloads(tree, mirror, fetch);
        for (Map.Entry<String, Set<ChartEntry>> repository : byRepository.entrySet()) {
            downloads.attempt(repository.getKey(), repository.getValue());
        }
        if (!downloads.problems.isEmpty()) {
            throw new IOException("charts that cannot be found; nothing was fetched:"
                    + downloads.problems.stream()
                            .map(problem -> "\n  " + problem)
                            .collect(Collectors.joining()));
        }
        return new ChartFiles(downloads.files, downloads.indexes);
    }

    private void attempt(String repository, Set<ChartEntry> charts) {
        try {
            repository(repository, charts);
        } catch (IOException | IllegalArgumentException e) {
            String names = charts.stream()
                    .map(chart -> chart.name() + " " + chart.version())
                    .collect(Collectors.joining(", "));
            problems.add(names + ": " + e.getMessage());
        }
    }

    private void repository(String repository, Set<ChartEntry> charts) throws IOException {
        URI address = Address.http(Address.parse(repository + "/" + INDEX));
        TreeName name = TreeName.of(address);
        ChartIndex own = own(name);
        Optional<ChartIndex> theirs = Optional.empty();
        ChartIndex kept = own;
        for (ChartEntry chart : charts) {
            Optional<ChartVersion> found = own.find(chart.name(), chart.version());
            // Without the file only the repository's index says where it is to be had.
            boolean known = found.isPresent()
                    && (fetch.isEmpty()
                            || Files.isRegularFile(
                                    beside(name, found.get().fileName()).in(tree)));
            if (!known) {
                if (theirs.isEmpty()) {
                    theirs = Optional.of(theirs(address, name));
                }
                found = theirs.get().find(chart.name(), chart.version());
            }
            ChartVersion version = found.isPresent() ? found.get() : unknown(chart, address, theirs);
            kept = kept.with(version);
            URI url = known
                    ? address.resolve(version.fileName())
                    : Address.http(address.resolve(Address.parse(version.url())));
            files.add(new WantedFile(
                    url,
                    beside(name, version.fileName()),
                    version.digest(),
                    version.digest().isPresent() ? FileTrust.INDEX : FileTrust.FIRST_USE));
        }
        indexes.add(new GeneratedFile(address, name, kept.bytes()));
    }

    private static ChartVersion unknown(ChartEntry chart, URI address, Optional<ChartIndex> index)
            throws UserErrorException {
        List<String> versions = index.map(any -> any.versionsOf(chart.name())).orElse(List.of());
        String there = versions.isEmpty()
                ? "it has no chart of that name"
                : "it has " + String.join(", ", versions.subList(0, Math.min(5, versions.size())))
                        + (versions.size() > 5 ? " and " + (versions.size() - 5) + " others" : "");
        throw new UserErrorException(Address.shown(address) + " does not name it; " + there
                + "; set the variable of its version to one of them");
    }

    private static TreeName beside(TreeName index, String file) {
        List<String> segments = new ArrayList<>(index.segments());
        segments.set(segments.size() - 1, file);
        return new TreeName(segments);
    }

    /** The index that an earlier run has left in the tree. */
    private ChartIndex own(TreeName name) throws IOException {
        Path file = name.in(tree);
        return Files.isRegularFile(file)
                ? ChartIndex.parse(Files.readAllBytes(file), file.toString())
                : new ChartIndex(List.of());
    }

    private ChartIndex theirs(URI address, TreeName name) throws IOException {
        if (fetch.isEmpty()) {
            throw new UserErrorException("its index " + name + " is missing in " + tree);
        }
        for (Place place : mirror.places()) {
            Optional<ChartIndex> found = theirs(fetch.get(), place, name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return page(fetch.get(), address);
    }

    private static Optional<ChartIndex> theirs(Fetch fetch, Place mirror, TreeName name) throws IOException {
        if (mirror instanceof Place.Server server) {
            try {
                return Optional.of(page(fetch, server.of(name)));
            } catch (StatusException e) {
                // The next one may have it.
                return Optional.empty();
            }
        }
        Path file = ((Place.Directory) mirror).of(name);
        return Files.isRegularFile(file)
                ? Optional.of(ChartIndex.parse(Files.readAllBytes(file), file.toString()))
                : Optional.empty();
    }

    private static ChartIndex page(Fetch fetch, URI address) throws IOException {
        byte[] text =
                fetch.page(new PageRequest(address, "*/*", ChartIndex.LARGEST)).bytes();
        return ChartIndex.parse(text, Address.shown(address));
    }
}
