package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.build.layer.Recipe;
import io.github.kubespraymaven.debian.effect.MaintainerEffects;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.mirror.Offer;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.Closures;
import io.github.kubespraymaven.debian.resolve.Omissions;
import io.github.kubespraymaven.debian.resolve.ResolutionException;
import io.github.kubespraymaven.debian.unpack.OsLayer;
import io.github.kubespraymaven.debian.unpack.PackageFile;
import io.github.kubespraymaven.debian.unpack.PathRules;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The Debian packages, all in one layer. */
final class OsPart implements Part {
    static final int FORMAT = 8;

    private final Workshop workshop;
    private final Archive archive;
    private final Suite suite;
    private final String architecture;
    private final List<String> names;
    private final Set<String> asked;
    private final Instant now;
    private final Compression compression;

    OsPart(
            Workshop workshop,
            Archive archive,
            Suite suite,
            String architecture,
            List<String> names,
            Set<String> asked,
            Instant now,
            Compression compression) {
        this.workshop = workshop;
        this.archive = archive;
        this.suite = suite;
        this.architecture = architecture;
        this.names = names;
        this.asked = asked;
        this.now = now;
        this.compression = compression;
    }

    /** The hash of what is left out of every image: another version of this plugin may leave out other things. */
    static Digest rules() {
        return Digest.of(
                String.join("\n", Omissions.reasons().keySet()) + "\n" + String.join("\n", PathRules.slimRules()));
    }

    @Override
    public List<Layer> make() throws IOException {
        List<ChosenPackage> chosen = workshop.timings().of("resolve Debian packages", this::resolve);
        workshop.report()
                .accept("Debian " + suite.codename() + ": " + names.size() + " packages asked for, " + chosen.size()
                        + " with all they need.");
        Map<Digest, Path> files = workshop.timings().of("fetch Debian packages", () -> archive.packages(chosen));
        List<String> inputs = new ArrayList<>();
        List<PackageFile> packages = new ArrayList<>();
        for (ChosenPackage one : chosen) {
            Path deb = Objects.requireNonNull(files.get(one.sha256()), one.fileName());
            inputs.add(one.fileName() + " " + one.sha256());
            packages.add(
                    new PackageFile(one.name(), one.version(), one.architecture(), Content.of(deb, Files.size(deb))));
        }
        PathRules rules =
                PathRules.slim(asked, chosen.stream().map(ChosenPackage::name).collect(Collectors.toSet()));
        Map<String, String> options = Map.of(
                "compression",
                compression.label(),
                "left-out",
                Digest.of(String.join("\n", rules.lines())).toString());
        Recipe recipe = Recipe.of("os", FORMAT, inputs, options);
        Layer layer =
                new Layer("os", "debian:" + suite.codename(), workshop.timings().of("os layer", () -> workshop.layers()
                        .get(recipe, new OsLayer(packages, rules, new MaintainerEffects()))));
        return List.of(layer);
    }

    private List<ChosenPackage> resolve() throws IOException {
        Offer offer = archive.offer(suite.codename(), architecture, now);
        Closures closures = new Closures(workshop.cache().records());
        try {
            return Omissions.without(closures.get(offer.digest(), names, () -> archive.index(offer)), asked);
        } catch (ResolutionException e) {
            throw new MistakeException("packages: " + e.getMessage(), e);
        }
    }
}
