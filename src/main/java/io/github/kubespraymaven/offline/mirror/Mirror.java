package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.mistake.Mistake;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.Lookup;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Mirrors images: looks which are there, copies the others side by side, the largest first, and does what can be done: a
 * failure is one image's alone.
 */
public final class Mirror {
    /** How many images are looked at, each in its source and in the target, at once. */
    private static final int LOOKS = 8;

    /** How many images are copied at once. */
    private static final int IMAGES = 6;

    private final MirrorRequest request;
    private final Lookup lookup;
    private final Destination destination;
    private final MirrorWatch watch;
    private final long begun = System.nanoTime();
    private final Map<Reference, MirrorEntry> entries = new HashMap<>();
    private final Map<Reference, Exception> failures = new HashMap<>();

    private Mirror(MirrorRequest request, Registries registries, Destination destination, MirrorWatch watch) {
        this.request = request;
        this.lookup = new Lookup(registries);
        this.destination = destination;
        this.watch = watch;
    }

    /**
     * Mirrors, and writes what became of each image.
     *
     * @param cache through which images go to files
     * @param watch is told how it goes
     * @param threads for what waits for the network: unbounded
     * @throws MirrorException if some images could not be copied, or are not there where only a comparison was asked for
     * @throws io.github.kubespraymaven.mistake.MistakeException if images would get the same name: nothing is copied
     */
    public static MirrorResult run(
            MirrorRequest request, Registries registries, Blobs cache, MirrorWatch watch, ExecutorService threads)
            throws IOException {
        Destination destination = destination(request, registries, cache);
        return new Mirror(request, registries, destination, watch).run(new SideBySide(threads));
    }

    private static Destination destination(MirrorRequest request, Registries registries, Blobs cache)
            throws IOException {
        if (request.target() instanceof MirrorTarget.Layout layout) {
            return new LayoutDestination(layout.directory(), new Pulls(registries, cache), cache);
        }
        if (request.target() instanceof MirrorTarget.Archive archive) {
            return new ArchiveDestination(archive.file(), new Pulls(registries, cache), cache);
        }
        MirrorTarget.Registry registry = (MirrorTarget.Registry) request.target();
        List<Reference> names = request.naming().names(request.images(), registry.host(), registry.prefix());
        Map<Reference, Reference> targets = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            targets.put(request.images().get(i), names.get(i));
        }
        return new RegistryDestination(targets, registries);
    }

    /** An image that is to be copied, and what it leads to. */
    private record Planned(Reference source, Assembly image) {
        long size() {
            return Copies.blobs(image).stream().mapToLong(Descriptor::size).sum();
        }
    }

    private MirrorResult run(SideBySide work) throws IOException {
        List<Reference> missing = work.map(LOOKS, request.images(), this::look).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!request.check() && !missing.isEmpty()) {
            copy(missing, work);
        }
        MirrorResult result = write();
        List<MirrorEntry> lacking = result.missing();
        if (!lacking.isEmpty()) {
            throw failure(lacking);
        }
        return result;
    }

    /** Returns an image that is to be copied; one that is there, or cannot be read, is done with. */
    private Optional<Reference> look(Reference source) {
        MirrorEntry entry = new MirrorEntry(
                source.toString(),
                destination.name(source),
                Optional.empty(),
                Optional.empty(),
                MirrorEntry.State.MISSING,
                0,
                0,
                Optional.empty());
        try {
            Digest original = original(source);
            Digest wanted = request.platforms().isAll()
                    ? original
                    : top(source).descriptor().digest();
            entry = new MirrorEntry(
                    entry.source(),
                    entry.target(),
                    Optional.of(wanted),
                    wanted.equals(original) ? Optional.empty() : Optional.of(original),
                    MirrorEntry.State.MISSING,
                    0,
                    0,
                    Optional.of("it is not there"));
            Optional<Digest> there = destination.digest(source);
            if (there.equals(Optional.of(wanted))) {
                note(source, entry.as(MirrorEntry.State.PRESENT, Optional.empty()));
                return Optional.empty();
            }
            note(
                    source,
                    there.isEmpty()
                            ? entry
                            : entry.as(
                                    MirrorEntry.State.DIFFERENT,
                                    Optional.of("the target has " + there.get() + ", the source " + wanted)));
            return Optional.of(source);
        } catch (IOException e) {
            fail(source, entry, e);
            return Optional.empty();
        }
    }

    private Digest original(Reference source) throws IOException {
        if (source.digest().isPresent()) {
            return source.digest().get();
        }
        Optional<Digest> told = lookup.digest(source);
        return told.isPresent() ? told.get() : whole(source).descriptor().digest();
    }

    private Document whole(Reference source) throws IOException {
        return lookup.top(source)
                .orElseThrow(() -> new IOException(source + ": there is no such image in " + source.repository()));
    }

    private Document top(Reference source) throws IOException {
        return request.platforms().of(whole(source), source.toString());
    }

    private void copy(List<Reference> missing, SideBySide work) throws IOException {
        // Of images that are there the blobs are told, so that what they share with others does not move again.
        if (missing.size() < request.images().size()) {
            List<Reference> there = request.images().stream()
                    .filter(source -> entry(source).state() == MirrorEntry.State.PRESENT)
                    .toList();
            work.map(LOOKS, there, this::tell);
        }
        List<Planned> planned = work.map(LOOKS, missing, this::plan).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Planned::size).reversed())
                .toList();
        watch.planned(planned.stream().map(one -> Copies.blobs(one.image())).toList());
        AtomicInteger done = new AtomicInteger();
        work.map(IMAGES, planned, one -> copy(one, done, planned.size()));
        destination.finish();
    }

    private boolean tell(Reference source) {
        try {
            destination.known(lookup.assembly(top(source), source.repository()), source);
            return true;
        } catch (IOException e) {
            // What it shares with others moves again then.
            return false;
        }
    }

    private Optional<Planned> plan(Reference source) {
        try {
            return Optional.of(new Planned(source, lookup.assembly(top(source), source.repository())));
        } catch (IOException e) {
            fail(source, entry(source), e);
            return Optional.empty();
        }
    }

    private boolean copy(Planned planned, AtomicInteger done, int all) {
        MirrorEntry entry = entry(planned.source());
        String name = planned.source().toString();
        watch.begun(name, Copies.blobs(planned.image()));
        try {
            // A tag may have moved since it was looked at.
            Digest digest = planned.image().top().descriptor().digest();
            MirrorEntry certain = new MirrorEntry(
                    entry.source(),
                    entry.target(),
                    Optional.of(digest),
                    entry.original(),
                    entry.state(),
                    0,
                    0,
                    entry.reason());
            MirrorEntry copied = certain.copied(
                    destination.copy(planned.image(), planned.source(), step -> watch.moved(name, step)));
            note(planned.source(), copied);
            write();
            watch.ended(
                    name,
                    String.format(
                            Locale.ROOT,
                            "[%d/%d] %s: %.2f MB in %d blobs moved.",
                            done.incrementAndGet(),
                            all,
                            copied.target(),
                            copied.bytes() / 1e6,
                            copied.blobs()));
            return true;
        } catch (IOException e) {
            fail(planned.source(), entry, e);
            watch.ended(
                    name,
                    String.format(
                            Locale.ROOT,
                            "[%d/%d] %s: failed: %s",
                            done.incrementAndGet(),
                            all,
                            entry.target(),
                            e.getMessage()));
            return false;
        }
    }

    private synchronized void note(Reference source, MirrorEntry entry) {
        entries.put(source, entry);
    }

    private synchronized MirrorEntry entry(Reference source) {
        return Objects.requireNonNull(entries.get(source), source.toString());
    }

    private synchronized void fail(Reference source, MirrorEntry entry, IOException failure) {
        failures.put(source, failure);
        entries.put(source, entry.as(MirrorEntry.State.FAILED, Optional.of(String.valueOf(failure.getMessage()))));
    }

    /** Written after each image, so that also a killed run tells how far it came. */
    private synchronized MirrorResult write() throws IOException {
        List<MirrorEntry> inOrder = new ArrayList<>();
        for (Reference source : request.images()) {
            inOrder.add(entry(source));
        }
        MirrorResult result = new MirrorResult(
                request.target().toString(),
                request.platforms().platforms().stream().map(Object::toString).toList(),
                inOrder,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        result.write(request.result());
        return result;
    }

    private synchronized MirrorException failure(List<MirrorEntry> lacking) {
        String all = lacking.stream()
                .map(entry -> "  " + entry.source() + ": " + entry.reason().orElse("it is not there"))
                .collect(Collectors.joining("\n"));
        String message = request.check()
                ? lacking.size() + " of " + entries.size() + " images in " + request.target()
                        + " are not those of their sources:\n" + all
                : lacking.size() + " of " + entries.size() + " images could not be copied to " + request.target()
                        + "; the others are there, and a further run copies only what is missing:\n" + all;
        boolean mine = request.check() || failures.values().stream().allMatch(failure -> failure instanceof Mistake);
        MirrorException exception = mine ? new MirrorException.Mine(message) : new MirrorException(message);
        failures.values().forEach(exception::addSuppressed);
        return exception;
    }
}
