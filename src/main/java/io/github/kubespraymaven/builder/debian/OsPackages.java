package io.github.kubespraymaven.builder.debian;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.from.ImageBelow;
import io.github.kubespraymaven.builder.from.Suite;
import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.mirror.PackageLists;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.Closures;
import io.github.kubespraymaven.debian.resolve.InstallReason;
import io.github.kubespraymaven.debian.resolve.LockedVersions;
import io.github.kubespraymaven.debian.resolve.Omissions;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.root.OsRelease;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Debian packages a base has: what archives offer now, and of that what is needed. */
public final class OsPackages {
    private final BuildContext context;
    private final Archive archive;
    private final Wish wish;
    private final Instant now;

    /**
     * The packages that are wanted.
     *
     * @param suite which has them
     * @param architecture as Debian names it
     * @param names all of them
     * @param asked those that somebody asked for by name: nothing is left out of them
     * @param below the image that they are added to, where they are
     */
    public record Wish(
            Suite suite, String architecture, List<String> names, Set<String> asked, Optional<ImageBelow> below) {
        BaseRootfs rootfs() throws IOException {
            return below.isPresent() ? below.get().facts().rootfs() : BaseRootfs.nothing();
        }

        Optional<OsRelease> release() throws IOException {
            return below.isPresent() ? below.get().facts().release() : Optional.empty();
        }

        Optional<Digest> image() {
            return below.map(one -> one.facts().image().digest());
        }
    }

    public OsPackages(BuildContext context, Archive archive, Wish wish, Instant now) {
        this.context = context;
        this.archive = archive;
        this.wish = wish;
        this.now = now;
    }

    /** Returns what is wanted. */
    Wish wish() {
        return wish;
    }

    /** Returns where the packages are. */
    Archive archive() {
        return archive;
    }

    /** Returns the newest packages, without those that nothing in an image needs. */
    List<ChosenPackage> newest() throws IOException {
        return context.timings().of("resolve Debian packages", this::resolved);
    }

    /**
     * Returns the packages of which some stay as they were.
     *
     * @param kept packages that stay as they are where nothing forbids it, although there are newer ones
     * @param before the names of all that were locked
     */
    public List<ChosenPackage> keeping(List<ChosenPackage> kept, Set<String> before) throws IOException {
        List<ChosenPackage> closure = newest();
        List<ChosenPackage> stay = stillWanted(kept, closure);
        Set<Digest> today = closure.stream().map(ChosenPackage::sha256).collect(Collectors.toSet());
        if (today.containsAll(stay.stream().map(ChosenPackage::sha256).toList())) {
            return closure;
        }
        Map<Digest, Paragraph> controls =
                context.timings().of("read what Debian packages need", () -> controls(closure, stay));
        return LockedVersions.of(
                stay, before, closure, one -> Objects.requireNonNull(controls.get(one.sha256()), one.fileName()));
    }

    /** What packages say of each other: the lists say it of those that are offered, of all others only they themselves. */
    private Map<Digest, Paragraph> controls(List<ChosenPackage> closure, List<ChosenPackage> stay) throws IOException {
        PackageIndex index = archive.index(offer());
        Map<Digest, Paragraph> controls = new HashMap<>();
        List<ChosenPackage> unlisted = new ArrayList<>();
        List<ChosenPackage> both = new ArrayList<>(closure);
        both.addAll(stay);
        for (ChosenPackage one : both) {
            Optional<IndexedPackage> listed = index.of(one.name(), one.sha256());
            if (listed.isPresent()) {
                controls.put(one.sha256(), listed.get().stanza());
            } else {
                unlisted.add(one);
            }
        }
        Map<Digest, Path> files = archive.packages(unlisted);
        for (ChosenPackage one : unlisted) {
            controls.put(one.sha256(), control(one, Objects.requireNonNull(files.get(one.sha256()), one.fileName())));
        }
        return controls;
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
                if (one.why() instanceof InstallReason.Needed needed && wanted.contains(needed.by())) {
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

    private PackageLists offer() throws IOException {
        return archive.offer(wish.suite().codename(), wish.architecture(), now);
    }

    private List<ChosenPackage> resolved() throws IOException {
        BaseRootfs rootfs = wish.rootfs();
        if (wish.below().isPresent() && rootfs.names().containsAll(wish.names())) {
            return List.of();
        }
        PackageLists offer = offer();
        Digest lists = wish.image()
                .map(image -> Digest.of(offer.digest() + " on " + image))
                .orElse(offer.digest());
        Closures closures = new Closures(context.cache().records());
        try {
            List<ChosenPackage> closure = closures.get(lists, wish.names(), () -> {
                PackageIndex index = archive.index(offer);
                index.addPresent(rootfs.packages());
                return index;
            });
            return Omissions.without(closure, wish.asked());
        } catch (UnmetDependenciesException e) {
            String advice = wish.below().isEmpty()
                    ? ""
                    : "\nWhat is in the image stays as it is: start from a newer one, or ask for other packages with"
                            + " -Dkubespray.packages.";
            throw new UserErrorException("packages: " + e.getMessage() + advice, e);
        }
    }
}
