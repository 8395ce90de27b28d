package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.build.layer.Recipe;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.resolve.Chosen;
import io.github.kubespraymaven.python.resolve.ChosenFiles;
import io.github.kubespraymaven.python.resolve.Fetched;
import io.github.kubespraymaven.python.resolve.Goal;
import io.github.kubespraymaven.python.resolve.Resolver;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The Python distributions: resolved, fetched and laid down, one layer for each that is large, one for the small ones. */
final class PythonPart implements Part {
    private static final int FORMAT = 1;

    private final Workshop workshop;
    private final PackageSources sources;
    private final Goal goal;
    private final KeptCollections collections;
    private final Optional<Instant> excludeNewer;
    private final Optional<SdistWheels> sdists;
    private final Compression compression;

    PythonPart(
            Workshop workshop,
            PackageSources sources,
            Goal goal,
            KeptCollections collections,
            Optional<Instant> excludeNewer,
            Optional<SdistWheels> sdists,
            Compression compression) {
        this.workshop = workshop;
        this.sources = sources;
        this.goal = goal;
        this.collections = collections;
        this.excludeNewer = excludeNewer;
        this.sdists = sdists;
        this.compression = compression;
    }

    @Override
    public List<Layer> make() throws IOException {
        List<Fetched> files = files();
        Optional<SortedSet<CollectionName>> kept = collections.of(files);
        kept.ifPresent(names -> workshop.report()
                .accept("Collections: " + names.size() + " are kept: "
                        + names.stream().map(CollectionName::toString).collect(Collectors.joining(", ")) + "."));
        List<Distribution> distributions = new ArrayList<>();
        for (Fetched one : files) {
            distributions.add(Distribution.of(one, "3." + goal.target().pythonMinor(), kept));
        }
        return layers(Distribution.grouped(distributions));
    }

    /**
     * Resolves, fetches, and builds what has to be built. A built wheel may need more than its sdist could tell: then all is
     * resolved once more.
     */
    private List<Fetched> files() throws IOException {
        Resolver resolver = new Resolver(
                workshop.fetch(), workshop.cache().records(), sources, excludeNewer, sdists.map(SdistWheels::built));
        while (true) {
            List<Chosen> chosen = workshop.timings().of("resolve Python distributions", () -> resolver.resolve(goal)
                    .distributions());
            workshop.report().accept("Python: " + chosen.size() + " distributions, with all they need.");
            List<Fetched> files = workshop.timings()
                    .of("fetch Python distributions", () -> ChosenFiles.fetch(workshop.fetch(), goal, chosen));
            if (sdists.isEmpty()) {
                return files;
            }
            SdistWheels wheels = sdists.get();
            if (!workshop.timings().of("build Python distributions", () -> wheels.buildMissing(files))) {
                return wheels.installed(files);
            }
        }
    }

    /** The largest is begun first, so that the cores end together; the order of the layers is by name. */
    private List<Layer> layers(List<List<Distribution>> groups) throws IOException {
        List<List<Distribution>> largestFirst = new ArrayList<>(groups);
        largestFirst.sort(Comparator.comparing(PythonPart::size).reversed());
        List<Callable<Layer>> tasks = new ArrayList<>();
        largestFirst.forEach(group -> tasks.add(() -> layer(group)));
        List<Layer> made = workshop.timings().of("Python layers", () -> Together.all(workshop.threads(), tasks));
        List<Layer> layers = new ArrayList<>();
        groups.forEach(group -> layers.add(made.get(largestFirst.indexOf(group))));
        return layers;
    }

    private static long size(List<Distribution> group) {
        return group.stream().mapToLong(Distribution::size).sum();
    }

    private Layer layer(List<Distribution> group) throws IOException {
        Recipe recipe = Recipe.of(
                "python",
                FORMAT,
                group.stream().map(Distribution::recipeLine).toList(),
                Map.of(
                        "compression",
                        compression.label(),
                        "python",
                        "3." + goal.target().pythonMinor()));
        EntrySource source = sink -> {
            for (Distribution one : group) {
                one.tree().writeTo(sink);
            }
        };
        return new Layer("python", Distribution.names(group), workshop.layers().get(recipe, source));
    }
}
