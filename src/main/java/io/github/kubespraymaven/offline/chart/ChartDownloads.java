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
import io.github.kubespraymaven.offline.download.UnavailableFile;
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
    private final List<UnavailableFile> unavailable = new ArrayList<>();

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
     * @throws UserErrorException if a repository has no address that can be asked
     */
    public static ChartFiles find(List<Manifest> manifests, Path tree, FilesMirror mirror, Optional<Fetch> fetch)
            throws UserErrorException {
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
            downloads.repository(repository.getKey(), repository.getValue());
        }
        return new ChartFiles(downloads.files, downloads.indexes, downloads.unavailable);
    }

    private void repository(String repository, Set<ChartEntry> charts) throws UserErrorException {
        URI address;
        try {
            address = Address.http(Address.parse(repository + "/" + INDEX));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(
                    "The repository of the chart " + charts.iterator().next().name() + ": " + e.getMessage() + ".", e);
        }
        TreeName name = TreeName.of(address);
        Optional<ChartIndex> kept = Optional.empty();
        for (ChartEntry chart : charts) {
            try {
                ChartIndex own = own(name);
                Optional<ChartVersion> known = known(own, chart, name);
                ChartVersion version = known.isPresent() ? known.get() : named(chart, address, name);
                files.add(file(version, known.isPresent(), address, name));
                kept = Optional.of(kept.orElse(own).with(version));
            } catch (IOException e) {
                String file = chart.name() + "-" + chart.version() + ".tgz";
                unavailable.add(new UnavailableFile(
                        address,
                        beside(name, file),
                        new IOException(
                                "the chart " + chart.name() + " " + chart.version() + ": " + e.getMessage(), e)));
            }
        }
        if (kept.isPresent()) {
            indexes.add(new GeneratedFile(address, name, kept.get().bytes()));
        }
    }

    /** Without the file only the repository's index says where it is to be had. */
    private Optional<ChartVersion> known(ChartIndex own, ChartEntry chart, TreeName name) {
        return own.find(chart.name(), chart.version())
                .filter(version -> fetch.isEmpty()
                        || Files.isRegularFile(beside(name, version.fileName()).in(tree)));
    }

    private static WantedFile file(ChartVersion version, boolean known, URI address, TreeName name) throws IOException {
        try {
            URI url = known
                    ? address.resolve(version.fileName())
                    : Address.http(address.resolve(Address.parse(version.url())));
            return new WantedFile(
                    url,
                    beside(name, version.fileName()),
                    version.digest(),
                    version.digest().isPresent() ? FileTrust.INDEX : FileTrust.FIRST_USE);
        } catch (IllegalArgumentException e) {
            throw new IOException(Address.shown(address) + " names no file of it: " + e.getMessage(), e);
        }
    }

    /** The first index that names the chart counts: those of mirrors, which may name few, then the repository's own. */
    private ChartVersion named(ChartEntry chart, URI address, TreeName name) throws IOException {
        if (fetch.isEmpty()) {
            throw new UserErrorException("its index " + name + " is missing in " + tree + ", or does not name it");
        }
        for (Place place : mirror.places()) {
            Optional<ChartVersion> version =
                    mirrored(fetch.get(), place, name).flatMap(index -> index.find(chart.name(), chart.version()));
            if (version.isPresent()) {
                return version.get();
            }
        }
        ChartIndex index = page(fetch.get(), address);
        Optional<ChartVersion> version = index.find(chart.name(), chart.version());
        if (version.isPresent()) {
            return version.get();
        }
        List<String> versions = index.versionsOf(chart.name());
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

    private static Optional<ChartIndex> mirrored(Fetch fetch, Place mirror, TreeName name) throws IOException {
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
