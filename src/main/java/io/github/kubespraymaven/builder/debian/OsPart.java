package io.github.kubespraymaven.builder.debian;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.LockedFiles;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.content.DebianContent;
import io.github.kubespraymaven.builder.content.LayerContents;
import io.github.kubespraymaven.builder.content.SeenFiles;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.Recipe;
import io.github.kubespraymaven.debian.effect.MaintainerEffects;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.Omissions;
import io.github.kubespraymaven.debian.unpack.OsLayer;
import io.github.kubespraymaven.debian.unpack.PackageFile;
import io.github.kubespraymaven.debian.unpack.PathRules;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.tree.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The Debian packages, all in one layer. */
public final class OsPart implements Part {
    public static final int FORMAT = 8;

    private final BuildContext context;
    private final OsPackages packages;
    private final Compression compression;
    private final Optional<LockedFiles> locked;

    public OsPart(BuildContext context, OsPackages packages, Compression compression, Optional<LockedFiles> locked) {
        this.context = context;
        this.packages = packages;
        this.compression = compression;
        this.locked = locked;
    }

    /** The hash of what is left out of every image: another version of this plugin may leave out other things. */
    public static Digest rules() {
        return Rules.DIGEST;
    }

    /** Read once: every key of a base, and what a lock is compared with, goes through it. */
    private static final class Rules {
        static final Digest DIGEST = Digest.of(
                String.join("\n", Omissions.reasons().keySet()) + "\n" + String.join("\n", PathRules.slimRules()));
    }

    @Override
    public List<Layer> make() throws IOException {
        if (locked.isPresent()) {
            return lockedLayers(locked.get());
        }
        List<ChosenPackage> chosen = packages.newest();
        OsPackages.Wish wish = packages.wish();
        context.report()
                .accept("Debian " + wish.suite().codename() + ": "
                        + wish.names().size() + " packages asked for, "
                        + chosen.size()
                        + (wish.below().isPresent() ? " to be added to those of the image." : " with all they need."));
        return layers(chosen);
    }

    private List<Layer> layers(List<ChosenPackage> chosen) throws IOException {
        return chosen.isEmpty() && packages.wish().below().isPresent() ? List.of() : List.of(layer(chosen));
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
        Map<Digest, Path> files = context.timings()
                .of("fetch Debian packages", () -> packages.archive().packages(chosen));
        OsPackages.Wish wish = packages.wish();
        BaseRootfs rootfs = wish.rootfs();
        List<String> inputs = new ArrayList<>();
        wish.image().ifPresent(image -> inputs.add("image " + image));
        List<PackageFile> debs = new ArrayList<>();
        for (ChosenPackage one : chosen) {
            Path deb = Objects.requireNonNull(files.get(one.sha256()), one.fileName());
            if (locked.isPresent()) {
                LockedFiles.requireSize(one.fileName(), deb, one.size());
            }
            inputs.add(one.fileName() + " " + one.sha256());
            debs.add(new PackageFile(one.name(), one.version(), one.architecture(), Content.of(deb, Files.size(deb))));
        }
        Set<String> there = new HashSet<>(rootfs.names());
        chosen.forEach(one -> there.add(one.name()));
        PathRules rules = PathRules.slim(wish.asked(), there);
        Map<String, String> options = Map.of(
                "compression",
                compression.label(),
                "left-out",
                Digest.of(String.join("\n", rules.lines())).toString());
        Recipe recipe = Recipe.of("os", FORMAT, inputs, options);
        OsLayer layer = new OsLayer(debs, rules, new MaintainerEffects(rootfs), rootfs);
        SeenFiles seen = new SeenFiles();
        LayerBlob blob = context.timings().of("os layer", () -> context.layers().get(recipe, seen.of(layer)));
        new LayerContents(context.cache()).keep(blob, seen, noted -> DebianContent.of(noted, chosen, wish.release()));
        return new Layer("os", "debian:" + wish.suite().codename(), blob);
    }
}
