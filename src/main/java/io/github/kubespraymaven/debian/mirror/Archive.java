package io.github.kubespraymaven.debian.mirror;

import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.release.InRelease;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.debian.release.Release;
import io.github.kubespraymaven.debian.release.ReleaseFile;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.UnavailableFilesException;
import io.github.kubespraymaven.fetch.PageRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Debian's archive as its mirrors have it. */
public final class Archive {
    private static final String COMPONENT = "main";
    private static final int LARGEST_RELEASE = 16 << 20;
    /** xz -9 needs 65 MiB; nothing larger is used for lists of packages. */
    private static final int XZ_MEMORY_KIB = 72 << 10;

    private final Fetch fetch;
    private final KeyRing keys;
    private final List<ArchiveMirror> mirrors;
    private final List<ArchiveMirror> snapshots;

    /**
     * Prepares to ask; nothing is fetched yet.
     *
     * @param mirrors tried in turn, one or more
     * @param snapshots where packages are that have left the mirrors, tried in turn
     */
    public Archive(Fetch fetch, KeyRing keys, List<ArchiveMirror> mirrors, List<ArchiveMirror> snapshots) {
        if (mirrors.isEmpty()) {
            throw new IllegalArgumentException("no mirror");
        }
        this.fetch = fetch;
        this.keys = keys;
        this.mirrors = List.copyOf(mirrors);
        this.snapshots = List.copyOf(snapshots);
    }

    /**
     * What a suite, its updates and its security suite offer for one architecture, by releases that were verified.
     *
     * @param suite such as {@code bookworm}
     * @param architecture as Debian names it: {@code amd64}, {@code arm64}
     * @param at the instant for which signatures and lists must be valid
     * @throws DebianException (an IOException) when no mirror serves all three, verified: says why, mirror by mirror
     */
    public PackageLists offer(String suite, String architecture, Instant at) throws IOException {
        List<IOException> reasons = new ArrayList<>();
        for (ArchiveMirror mirror : mirrors) {
            try {
                return offer(mirror, suite, architecture, at);
            } catch (CacheException | InterruptedIOException fatal) {
                throw fatal;
            } catch (IOException reason) {
                reasons.add(reason);
            }
        }
        DebianException refused = new DebianException("Debian " + suite + " for " + architecture + " cannot be had:"
                + reasons.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  ", "\n  ", "")));
        reasons.forEach(refused::addSuppressed);
        throw refused;
    }

    /**
     * The packages that are offered.
     *
     * @throws IOException when a list cannot be had from any mirror, or is none
     */
    public PackageIndex index(PackageLists offer) throws IOException {
        PackageIndex index = new PackageIndex(offer.architecture());
        for (PackageLists.Part part : offer.parts()) {
            Path file = fetch.file(download(part));
            try (InputStream packed = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                    InputStream in = unpacked(part.list(), packed)) {
                index.add(part.suite(), in);
            }
        }
        return index;
    }

    /**
     * The packages' files, in the cache, each verified by its hash.
     *
     * @return by digest
     * @throws DebianException (an IOException) when some are nowhere any more: names all of them, and what to do
     * @throws UnavailableFilesException (an IOException) when some cannot be had for other reasons: names all of them
     */
    public Map<Digest, Path> packages(Collection<ChosenPackage> packages) throws IOException {
        try {
            return fetch.files(packages.stream().map(this::download).toList());
        } catch (UnavailableFilesException e) {
            throw e.missing().isEmpty() ? e : gone(e, packages);
        }
    }

    /** Mirrors that nobody watches lack packages that they list: of old suites, of rarer architectures. */
    private DebianException gone(UnavailableFilesException reason, Collection<ChosenPackage> asked) {
        // Security's packages are in an archive of their own, which may be the one that lacks them.
        String places = asked.stream()
                .filter(chosen -> reason.missing().contains(chosen.fileName()))
                .flatMap(chosen -> places().map(mirror -> mirror.rootOf(chosen.suite())))
                .map(root -> root.getHost() + root.getRawPath())
                .distinct()
                .collect(Collectors.joining(", "));
        String advice = !snapshots.isEmpty()
                ? "Give another instant of the snapshot service with -Dkubespray.debianSnapshot=URL, or a mirror that has"
                        + " them with -Dkubespray.debianMirror=URL."
                : "Give a mirror that has them with -Dkubespray.debianMirror=URL, or a service of snapshots"
                        + " with -Dkubespray.debianSnapshot=URL: its address, or that of Debian's archive at an instant.";
        String others = reason.missing().size() == reason.getSuppressed().length
                ? ""
                : "\n" + (reason.getSuppressed().length - reason.missing().size())
                        + " more could not be fetched for other reasons; the cause names them.";
        return new DebianException(
                reason.missing().size() + " of " + asked.size() + " Debian packages are not there any more (asked: "
                        + places
                        + "):\n  " + String.join("\n  ", reason.missing()) + others
                        + "\n" + advice,
                reason);
    }

    /** Where packages may be, in the order in which they are asked. */
    private Stream<ArchiveMirror> places() {
        return Stream.concat(mirrors.stream(), snapshots.stream());
    }

    private Download download(ChosenPackage chosen) {
        List<URI> sources = places().map(mirror -> mirror.rootOf(chosen.suite()).resolve(path(chosen.path())))
                .distinct()
                .toList();
        return new Download(chosen.fileName(), sources, chosen.sha256(), OptionalLong.of(chosen.size()));
    }

    private PackageLists offer(ArchiveMirror mirror, String suite, String architecture, Instant at) throws IOException {
        List<PackageLists.Part> parts = new ArrayList<>();
        // apt's choices depend on the order of the suites in its sources; this is the usual one.
        for (String part : List.of(suite, suite + "-updates", suite + "-security")) {
            String name = part + " InRelease of " + mirror;
            URI address = directory(mirror, part).resolve("InRelease");
            byte[] signed =
                    fetch.page(new PageRequest(address, "*/*", LARGEST_RELEASE)).bytes();
            Release release = InRelease.verify(signed, name, keys, at).requireSuite(part);
            parts.add(new PackageLists.Part(part, mirror, release.packages(COMPONENT, architecture), release.byHash()));
        }
        return new PackageLists(architecture, parts);
    }

    private static URI directory(ArchiveMirror mirror, String suite) {
        return mirror.rootOf(suite).resolve("dists/" + suite + "/");
    }

    /** The mirror whose release names the list comes first; another has the same one, or its bytes are refused. */
    private Download download(PackageLists.Part part) {
        Set<ArchiveMirror> places = new LinkedHashSet<>(List.of(part.mirror()));
        places.addAll(mirrors);
        Set<URI> sources = new LinkedHashSet<>();
        for (ArchiveMirror mirror : places) {
            URI directory = directory(mirror, part.suite());
            if (part.byHash()) {
                sources.add(directory.resolve(part.list().byHash()));
            }
            sources.add(directory.resolve(part.list().path()));
        }
        return new Download(
                part.suite() + " " + part.list().path(),
                List.copyOf(sources),
                part.list().sha256(),
                OptionalLong.of(part.list().size()));
    }

    private static InputStream unpacked(ReleaseFile list, InputStream packed) throws IOException {
        if (list.path().endsWith(".xz")) {
            return new XZInputStream(packed, XZ_MEMORY_KIB);
        }
        return list.path().endsWith(".gz") ? new GZIPInputStream(packed, 1 << 16) : packed;
    }

    /** Package names hold characters that addresses write otherwise: {@code g++}, versions with {@code ~} and {@code +}. */
    private static String path(String path) {
        return path.replace("%", "%25").replace("+", "%2B").replace("~", "%7E");
    }
}
