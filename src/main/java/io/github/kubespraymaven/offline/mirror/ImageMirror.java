package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.error.UserError;
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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Mirrors images: looks which are there, copies the others side by side, the largest first, and does what can be done: a
 * failure is one image's alone.
 */
public final class ImageMirror {
    /** How many images are looked at, each in its source and in the target, at once. */
    private static final int LOOKS = 8;

    /** How many images are copied at once. */
    private static final int IMAGES = 6;

    private final MirrorRequest request;
    private final MirrorSource source;
    private final Destination destination;
    private final MirrorWatch watch;
    private final long begun = System.nanoTime();
    private final Map<Reference, MirrorEntry> entries = new HashMap<>();
    private final Map<Reference, Exception> failures = new HashMap<>();

    private ImageMirror(MirrorRequest request, MirrorSource source, Destination destination, MirrorWatch watch) {
        this.request = request;
        this.source = source;
        this.destination = destination;
        this.watch = watch;
    }

    /**
     * Mirrors, and writes what became of each image; where only a comparison was asked for, nothing is written.
     *
     * @param cache through which images go to files
     * @param watch is told how it goes
     * @param threads for what waits for the network: unbounded
     * @throws IOException if some images could not be copied, or are not there where only a comparison was asked for: says for
     *     each why, and is a user's error if all the reasons are
     * @throws io.github.kubespraymaven.error.UserErrorException if images would get the same name: nothing is copied
     */
    public static MirrorResult run(
            MirrorRequest request, Registries registries, Blobs cache, MirrorWatch watch, Executor threads)
            throws IOException {
        MirrorSource source = new MirrorSource(new Lookup(registries), request.platforms());
        Destination destination = destination(request, registries, cache);
        return new ImageMirror(request, source, destination, watch)
                .run(new ConcurrentTasks(threads, "interrupted while images were copied"));
    }

    private static Destination destination(MirrorRequest request, Registries registries, Blobs cache)
            throws IOException {
        if (request.target() instanceof MirrorTarget.Layout layout) {
            return new LayoutDestination(layout.directory(), new Pulls(registries, cache), cache);
        }
        if (request.target() instanceof MirrorTarget.Archive archive) {
            return new ArchiveDestination(
                    archive.file(), new Pulls(registries, cache), cache, request.mode() == MirrorRequest.Mode.CHECK);
        }
        MirrorTarget.Registry registry = (MirrorTarget.Registry) request.target();
        return new RegistryDestination(
                TargetNames.of(request.images(), request.naming(), registry.host(), registry.prefix()), registries);
    }

    private MirrorResult run(ConcurrentTasks tasks) throws IOException {
        List<Reference> missing = tasks.atMost(LOOKS).map(request.images(), this::look).stream()
                .flatMap(Optional::stream)
                .toList();
        if (request.mode() == MirrorRequest.Mode.CHECK) {
            MirrorResult result = result();
            if (!result.missing().isEmpty()) {
                throw UserError.ofAll(result.different(), failures());
            }
            return result;
        }
        if (!missing.isEmpty()) {
            copy(missing, tasks);
        }
        MirrorResult result = write();
        if (!result.missing().isEmpty()) {
            throw UserError.ofAll(result.incomplete(), failures());
        }
        return result;
    }

    /** Returns an image that is to be copied; one that is there, or cannot be read, is done with. */
    private Optional<Reference> look(Reference image) {
        MirrorEntry entry = MirrorEntry.of(image.toString(), destination.name(image), destination.notes(image));
        try {
            MirrorSource.Wanted wanted = source.wanted(image);
            entry = entry.wanting(wanted.digest(), wanted.original());
            entry = entry.found(destination.look(image, request.mode() != MirrorRequest.Mode.COPY));
            note(image, entry);
            return entry.isThere() ? Optional.empty() : Optional.of(image);
        } catch (IOException e) {
            fail(image, entry, e, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void copy(List<Reference> missing, ConcurrentTasks tasks) throws IOException {
        // Of images that are there the blobs are told, so that what they share with others does not move again.
        if (missing.size() < request.images().size()) {
            List<Reference> there = request.images().stream()
                    .filter(image -> entry(image).isThere())
                    .toList();
            tasks.atMost(LOOKS).map(there, this::tell);
        }
        List<MirrorSource.Planned> planned = tasks.atMost(LOOKS).map(missing, this::plan).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(MirrorSource.Planned::size).reversed())
                .toList();
        watch.planned(planned.stream().map(one -> Copies.blobs(one.image())).toList());
        AtomicInteger done = new AtomicInteger();
        tasks.atMost(IMAGES).map(planned, one -> copy(one, done, planned.size()));
        finish();
    }

    private void finish() throws IOException {
        boolean there = false;
        try {
            there = destination.finish(failures().isEmpty());
        } finally {
            if (!there) {
                fetched();
                write();
            }
        }
    }

    private boolean tell(Reference image) {
        try {
            destination.known(source.image(image), image);
            return true;
        } catch (IOException e) {
            // What it shares with others moves again then.
            return false;
        }
    }

    private Optional<MirrorSource.Planned> plan(Reference image) {
        try {
            return Optional.of(source.plan(image));
        } catch (IOException e) {
            fail(image, entry(image), e, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private boolean copy(MirrorSource.Planned planned, AtomicInteger done, int all) {
        Reference image = planned.source();
        String name = image.toString();
        // A tag may have moved since it was looked at.
        MirrorEntry entry = entry(image)
                .wanting(planned.image().top().descriptor().digest(), planned.original())
                .noting(planned.notes());
        watch.begun(name, Copies.blobs(planned.image()));
        String end;
        try {
            MirrorEntry copied =
                    entry.copied(destination.copy(planned.image(), image, step -> watch.moved(name, step)));
            repaired(image, entry);
            note(image, copied);
            write();
            end = String.format(
                    Locale.ROOT,
                    "%.2f MB in %d blobs moved%s.",
                    copied.bytes() / 1e6,
                    copied.blobs(),
                    copied.notes().stream().map(note -> "; " + note).collect(Collectors.joining()));
        } catch (IOException e) {
            String reason = reason(planned, e);
            fail(image, entry, e, reason);
            end = "failed: " + reason;
        }
        watch.ended(name, String.format("[%d/%d] %s: %s", done.incrementAndGet(), all, entry.target(), end));
        return true;
    }

    private static String reason(MirrorSource.Planned planned, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        try {
            return ForeignLayers.of(planned.image())
                    .wayOut(failure, planned.source(), planned.image().top())
                    .map(wayOut -> message + "; " + wayOut)
                    .orElse(message);
        } catch (IOException e) {
            return message;
        }
    }

    /** Not everything that is damaged in a registry can be mended from outside. */
    private void repaired(Reference image, MirrorEntry before) throws IOException {
        if (before.state() == MirrorEntry.State.DAMAGED && request.mode() == MirrorRequest.Mode.REFRESH) {
            Optional<String> problem = destination.look(image, true).problem();
            if (problem.isPresent()) {
                throw new IOException(problem.get() + "; it was sent again, and is as it was: delete it there first");
            }
        }
    }

    private synchronized void note(Reference image, MirrorEntry entry) {
        entries.put(image, entry);
    }

    private synchronized MirrorEntry entry(Reference image) {
        return Objects.requireNonNull(entries.get(image), image.toString());
    }

    private synchronized void fail(Reference image, MirrorEntry entry, IOException failure, String reason) {
        failures.put(image, failure);
        entries.put(image, entry.as(MirrorEntry.State.FAILED, Optional.of(reason)));
    }

    private synchronized List<Exception> failures() {
        return List.copyOf(failures.values());
    }

    /** What was brought here is not where it was to go. */
    private synchronized void fetched() {
        entries.replaceAll((image, entry) -> entry.state() == MirrorEntry.State.COPIED
                ? entry.as(MirrorEntry.State.FETCHED, Optional.of("the archive was not written"))
                : entry);
    }

    private synchronized MirrorResult result() {
        List<MirrorEntry> inOrder = new ArrayList<>();
        for (Reference image : request.images()) {
            inOrder.add(entry(image));
        }
        return new MirrorResult(
                request.target().toString(),
                request.platforms().platforms().stream().map(Object::toString).toList(),
                inOrder,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /** Written after each image, so that also a killed run tells how far it came. */
    private synchronized MirrorResult write() throws IOException {
        MirrorResult result = result();
        result.write(request.result());
        return result;
    }
}
