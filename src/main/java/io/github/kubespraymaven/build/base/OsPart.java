package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.content.DebianContent;
import io.github.kubespraymaven.build.content.LayerContents;
import io.github.kubespraymaven.build.content.SeenFiles;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.build.layer.Recipe;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.debian.effect.MaintainerEffects;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.installed.Underlay;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.mirror.Offer;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.Closures;
import io.github.kubespraymaven.debian.resolve.Keeping;
import io.github.kubespraymaven.debian.resolve.Omissions;
import io.github.kubespraymaven.debian.resolve.ResolutionException;
import io.github.kubespraymaven.debian.resolve.Why;
import io.github.kubespraymaven.debian.unpack.OsLayer;
import io.github.kubespraymaven.debian.unpack.PackageFile;
import io.github.kubespraymaven.debian.unpack.PathRules;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.tree.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Debian packages, all in one layer. */
final class OsPart implements Part {
    static final int FORMAT = 8;

    private final Workshop workshop;
    private final Archive archive;
    private final Wish wish;
    private final Instant now;
    private final Compression compression;
    private final Optional<LockedFiles> locked;

    /**
     * The packages that are wanted.
     *
     * @param suite which has them
     * @param architecture as Debian names it
     * @param names all of them
     * @param asked those that somebody asked for by name: nothing is left out of them
     * @param below the image that they are added to, where they are
     */
    record Wish(Suite suite, String architecture, List<String> names, Set<String> asked, Optional<ImageBelow> below) {
        private Underlay underlay() throws IOException {
            return below.isPresent() ? below.get().facts().underlay() : Underlay.nothing();
        }

        private Optional<Digest> image() {
            return below.map(one -> one.facts().image().digest());
        }
    }

    OsPart(
            Workshop workshop,
            Archive archive,
            Wish wish,
            Instant now,
            Compression compression,
            Optional<LockedFiles> locked) {
        this.workshop = workshop;
        this.archive = archive;
        this.wish = wish;
        this.now = now;
        this.compression = compression;
        this.locked = locked;
    }

    /** The hash of what is left out of every image: another version of this plugin may leave out other things. */
    static Digest rules() {
        return Digest.of(
                String.join("\n", Omissions.reasons().keySet()) + "\n" + String.join("\n", PathRules.slimRules()));
    }

    @Override
    public List<Layer> make() throws IOException {
        if (locked.isPresent()) {
            return lockedLayers(locked.get());
        }
        List<ChosenPackage> chosen = resolve(List.of(), Set.of());
        workshop.report()
                .accept("Debian " + wish.suite().codename() + ": "
                        + wish.names().size() + " packages asked for, "
                        + chosen.size()
                        + (wish.below().isPresent() ? " to be added to those of the image." : " with all they need."));
        return layers(chosen);
    }

    private List<Layer> layers(List<ChosenPackage> chosen) throws IOException {
        return chosen.isEmpty() && wish.below().isPresent() ? List.of() : List.of(layer(chosen));
    }

    private List<Layer> lockedLayers(LockedFiles files) throws IOException {
        try {
            return layers(files.packages());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw files.explained(e);
        }
    }

    private Layer layer(List<ChosenPackage> chosen) throws IOException {
        Map<Digest, Path> files = workshop.timings().of("fetch Debian packages", () -> archive.packages(chosen));
        Underlay underlay = wish.underlay();
        List<String> inputs = new ArrayList<>();
        wish.image().ifPresent(image -> inputs.add("image " + image));
        List<PackageFile> packages = new ArrayList<>();
        for (ChosenPackage one : chosen) {
            Path deb = Objects.requireNonNull(files.get(one.sha256()), one.fileName());
            if (locked.isPresent()) {
                LockedFiles.requireSize(one.fileName(), deb, one.size());
            }
            inputs.add(one.fileName() + " " + one.sha256());
            packages.add(
                    new PackageFile(one.name(), one.version(), one.architecture(), Content.of(deb, Files.size(deb))));
        }
        Set<String> there = new HashSet<>(underlay.names());
        chosen.forEach(one -> there.add(one.name()));
        PathRules rules = PathRules.slim(wish.asked(), there);
        Map<String, String> options = Map.of(
                "compression",
                compression.label(),
                "left-out",
                Digest.of(String.join("\n", rules.lines())).toString());
        Recipe recipe = Recipe.of("os", FORMAT, inputs, options);
        OsLayer layer = new OsLayer(packages, rules, new MaintainerEffects(underlay), underlay);
        SeenFiles seen = new SeenFiles();
        LayerBlob blob =
                workshop.timings().of("os layer", () -> workshop.layers().get(recipe, seen.of(layer)));
        new LayerContents(workshop.cache()).keep(blob, seen, noted -> DebianContent.of(noted, chosen));
        return new Layer("os", "debian:" + wish.suite().codename(), blob);
    }

    /**
     * Returns the packages, without those that nothing in an image needs.
     *
     * @param kept packages that stay as they are where nothing forbids it, although there are newer ones
     * @param before the names of all that were locked
     */
    List<ChosenPackage> resolve(List<ChosenPackage> kept, Set<String> before) throws IOException {
        List<ChosenPackage> closure = workshop.timings().of("resolve Debian packages", this::resolved);
        if (kept.isEmpty()) {
            return closure;
        }
        List<ChosenPackage> stay = stillWanted(kept, closure);
        List<ChosenPackage> both = new ArrayList<>(closure);
        both.addAll(stay);
        Map<Digest, Path> files = workshop.timings().of("fetch Debian packages", () -> archive.packages(both));
        return Keeping.of(stay, before, closure, one -> control(one, Objects.requireNonNull(files.get(one.sha256()))));
    }

    /** Those that are in the closure, and those that went with something that still is: others need not even be had. */
    private static List<ChosenPackage> stillWanted(List<ChosenPackage> kept, List<ChosenPackage> closure) {
        Set<String> wanted = closure.stream().map(ChosenPackage::name).collect(Collectors.toSet());
        Map<String, ChosenPackage> byName =
                kept.stream().collect(Collectors.toMap(ChosenPackage::name, one -> one, (one, other) -> one));
        boolean found = true;
        while (found) {
            found = false;
            for (ChosenPackage one : byName.values()) {
                if (one.why() instanceof Why.Needed needed && wanted.contains(needed.by())) {
                    found |= wanted.add(one.name());
                }
            }
        }
        return kept.stream().filter(one -> wanted.contains(one.name())).toList();
    }

    private static Paragraph control(ChosenPackage one, Path deb) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(deb))) {
            return DebArchive.open(in, one.fileName(), DebLimits.GENEROUS)
                    .control()
                    .paragraph();
        }
    }

    private List<ChosenPackage> resolved() throws IOException {
        Underlay underlay = wish.underlay();
        if (wish.below().isPresent() && underlay.names().containsAll(wish.names())) {
            return List.of();
        }
        Offer offer = archive.offer(wish.suite().codename(), wish.architecture(), now);
        Digest lists = wish.image()
                .map(image -> Digest.of(offer.digest() + " on " + image))
                .orElse(offer.digest());
        Closures closures = new Closures(workshop.cache().records());
        try {
            List<ChosenPackage> closure = closures.get(lists, wish.names(), () -> {
                PackageIndex index = archive.index(offer);
                index.addPresent(underlay.packages());
                return index;
            });
            return Omissions.without(closure, wish.asked());
        } catch (ResolutionException e) {
            String advice = wish.below().isEmpty()
                    ? ""
                    : "\nWhat is in the image stays as it is: start from a newer one, or ask for other packages with"
                            + " -Dkubespray.packages.";
            throw new MistakeException("packages: " + e.getMessage() + advice, e);
        }
    }
}
