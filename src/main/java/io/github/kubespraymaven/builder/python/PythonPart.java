package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.BaseErrors;
import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.content.LayerContents;
import io.github.kubespraymaven.builder.content.PythonContent;
import io.github.kubespraymaven.builder.content.SeenFiles;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.Recipe;
import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The Python distributions: resolved, fetched and laid down, one layer for each that is large, one for the small ones. */
public final class PythonPart implements Part {
    public static final int FORMAT = 1;

    /** OCI image specification, Image Layer Filesystem Changeset, Whiteouts. */
    private static final String WHITEOUT = ".wh.";

    private final BuildContext context;
    private final PythonDistributions distributions;
    private final KeptCollections collections;
    private final Kept kept;
    private final Compression compression;

    /** Finds out which collections are kept; only ansible's layer waits for that. */
    @FunctionalInterface
    public interface Kept {
        /** Returns them; empty if all are, or there is no ansible. */
        Optional<SortedSet<CollectionName>> get() throws IOException;
    }

    public PythonPart(
            BuildContext context,
            PythonDistributions distributions,
            KeptCollections collections,
            Kept kept,
            Compression compression) {
        this.context = context;
        this.distributions = distributions;
        this.collections = collections;
        this.kept = kept;
        this.compression = compression;
    }

    @Override
    public List<Layer> make() throws IOException {
        try {
            return made();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw distributions.explained(e);
        }
    }

    private List<Layer> made() throws IOException {
        List<Distribution> all = new ArrayList<>();
        for (FetchedDistribution one : distributions.get()) {
            all.add(Distribution.of(one, context.cache().records()));
        }
        try (RunningTask<Optional<CollectionSaving>> saving = context.tasks().begin(this::saving)) {
            List<Layer> layers = new ArrayList<>(replaced(all).stream().toList());
            layers.addAll(layers(Distribution.grouped(all)));
            CollectionSaving.report(saving, layers, context.report());
            return layers;
        }
    }

    /** Hides what is there in other versions: a layer only adds, and Python would find both. */
    private Optional<Layer> replaced(List<Distribution> all) throws IOException {
        Map<ProjectName, String> versions = new HashMap<>();
        all.forEach(one -> versions.put(
                one.fetched().project(), one.fetched().chosen().version().toString()));
        List<PresentDistribution> replaced = distributions.pythonSource().present().stream()
                .filter(one ->
                        versions.containsKey(one.project()) && !one.version().equals(versions.get(one.project())))
                .toList();
        if (replaced.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<TreePath> hidden = new TreeSet<>();
        replaced.forEach(one -> one.files()
                .forEach(file -> hidden.add(file.parent().orElseThrow().resolve(WHITEOUT + file.name()))));
        Recipe recipe = Recipe.of(
                "hidden",
                FORMAT,
                hidden.stream().map(TreePath::value).toList(),
                Map.of("compression", compression.label()));
        EntrySource source = sink -> {
            for (TreePath place : hidden) {
                sink.accept(place, TreeEntry.RegularFile.of(0644, Content.of(new byte[0])));
            }
        };
        String what = replaced.stream()
                .map(one -> one.project() + " " + one.version())
                .collect(Collectors.joining(", ", "without ", ""));
        LayerBlob blob = context.layers().get(recipe, source);
        new LayerContents(context.cache()).put(new LayerContent(blob.diffId(), List.of()));
        return Optional.of(new Layer("python", what, blob));
    }

    private Optional<SortedSet<CollectionName>> kept(Distribution one) throws IOException {
        if (!one.isAnsible()) {
            return Optional.empty();
        }
        Optional<SortedSet<CollectionName>> names = kept.get();
        names.ifPresent(some -> context.report()
                .accept("Collections: " + some.size() + " are kept: "
                        + some.stream().map(CollectionName::toString).collect(Collectors.joining(", ")) + "."));
        return names;
    }

    private Optional<CollectionSaving> saving() throws IOException {
        Optional<FetchedDistribution> ansible = distributions.ansible();
        Optional<AnsibleCollections> there = collections.areAll() ? distributions.collections() : Optional.empty();
        return ansible.isPresent() && there.isPresent()
                ? Optional.of(CollectionSaving.of(
                        ansible.get(),
                        there.get(),
                        collections.used(there.get(), () -> collections.scan(context)),
                        context.cache().records()))
                : Optional.empty();
    }

    /** The largest is begun first, so that the cores end together; the order of the layers is by name. */
    private List<Layer> layers(List<List<Distribution>> groups) throws IOException {
        List<List<Distribution>> largestFirst = new ArrayList<>(groups);
        largestFirst.sort(Comparator.comparing(PythonPart::size).reversed());
        List<Layer> made = context.timings()
                .of("Python layers", () -> context.tasks().map(largestFirst, this::layer, BaseErrors.TOGETHER));
        List<Layer> layers = new ArrayList<>();
        groups.forEach(group -> layers.add(made.get(largestFirst.indexOf(group))));
        return layers;
    }

    private static long size(List<Distribution> group) {
        return group.stream().mapToLong(Distribution::size).sum();
    }

    private Layer layer(List<Distribution> group) throws IOException {
        Map<Distribution, Optional<SortedSet<CollectionName>>> contents = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Distribution one : group) {
            Optional<SortedSet<CollectionName>> keptOfOne = kept(one);
            contents.put(one, keptOfOne);
            lines.add(one.recipeLine(keptOfOne));
        }
        PythonInterpreter python = distributions.pythonSource().interpreter();
        Map<String, String> options =
                new HashMap<>(Map.of("compression", compression.label(), "python", python.version()));
        if (!python.isDebians()) {
            options.put("interpreter", python.executable());
            options.put("scheme", python.scheme().toString());
        }
        Recipe recipe = Recipe.of("python", FORMAT, lines, options);
        EntrySource source = sink -> {
            for (Map.Entry<Distribution, Optional<SortedSet<CollectionName>>> one : contents.entrySet()) {
                one.getKey().tree(python, one.getValue()).writeTo(sink);
            }
        };
        SeenFiles seen = new SeenFiles();
        LayerBlob blob = context.layers().get(recipe, seen.of(source));
        List<FetchedDistribution> installed =
                group.stream().map(Distribution::fetched).toList();
        new LayerContents(context.cache()).keep(blob, seen, noted -> PythonContent.of(noted, installed));
        return new Layer("python", Distribution.names(group), blob);
    }
}
