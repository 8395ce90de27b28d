package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.Lookup;
import io.github.kubespraymaven.registry.PlatformChoice;
import io.github.kubespraymaven.registry.PlatformSelection;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Where images come from, and which part of each is wanted. Safe for use by many threads. */
final class MirrorSource {
    private final Lookup lookup;
    private final PlatformChoice platforms;

    MirrorSource(Lookup lookup, PlatformChoice platforms) {
        this.lookup = lookup;
        this.platforms = platforms;
    }

    /**
     * Which image the target is to have.
     *
     * @param digest in the target
     * @param original at the source
     */
    record Wanted(Digest digest, Digest original) {}

    /** An image that is to be copied, all that it leads to, and what is to be said of it. */
    record Planned(Reference source, ImageContents image, Digest original, List<String> notes) {
        long size() {
            return Descriptor.total(Copies.blobs(image));
        }
    }

    /** What was chosen of an image, and what is left of it where an index is cut. */
    private record Choice(Document whole, PlatformSelection selection, PlatformSelection cut) {}

    /** Says which image is wanted: of one that is wanted for all its platforms no document is read. */
    Wanted wanted(Reference source) throws IOException {
        if (platforms.isAll()) {
            Digest original = original(source);
            return new Wanted(original, original);
        }
        Choice choice = choose(source);
        return new Wanted(
                choice.selection().top().descriptor().digest(),
                choice.whole().descriptor().digest());
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

    /** A pinned index keeps its digest only as it is, and registries want all that it names: it is never cut. */
    private Choice choose(Reference source) throws IOException {
        Document whole = whole(source);
        PlatformSelection cut = platforms.of(whole, source.toString(), lookup.documents(source.repository()));
        return new Choice(whole, source.digest().isPresent() ? cut.of(whole) : cut, cut);
    }

    /** Returns all that is wanted of an image. */
    ImageContents image(Reference source) throws IOException {
        return choose(source).selection().assembly(lookup.documents(source.repository()));
    }

    /** The same of one that is to be copied. */
    Planned plan(Reference source) throws IOException {
        Choice choice = choose(source);
        ImageContents image = choice.selection().assembly(lookup.documents(source.repository()));
        List<String> notes = new ArrayList<>();
        if (!choice.cut().lacking().isEmpty()) {
            notes.add("it has no " + Platform.list(choice.cut().lacking()));
        }
        if (source.digest().isPresent() && !choice.cut().left().isEmpty()) {
            notes.add(stays(image, choice.cut()));
        } else if (!choice.selection().top().equals(choice.whole())) {
            notes.add("cut to " + platforms + ", so its digest is "
                    + image.top().descriptor().digest());
        }
        moved(source).ifPresent(notes::add);
        notes.addAll(ForeignLayers.of(image).notes());
        return new Planned(source, image, choice.whole().descriptor().digest(), notes);
    }

    private static String stays(ImageContents whole, PlatformSelection cut) throws IOException {
        Map<Digest, Document> read = new HashMap<>();
        whole.documents().forEach(one -> read.put(one.descriptor().digest(), one));
        ImageContents asked = cut.assembly(
                wanted -> Optional.ofNullable(read.get(wanted.digest())).orElseThrow());
        long more = Descriptor.total(Copies.blobs(whole)) - Descriptor.total(Copies.blobs(asked));
        return String.format(
                Locale.ROOT,
                "pinned by its digest, so it is not cut: %s cost %.2f MB more",
                Platform.list(new TreeSet<>(cut.left())),
                more / 1e6);
    }

    /** A tag may stand for other bytes than those that are pinned with it. */
    private Optional<String> moved(Reference source) {
        if (source.tag().isEmpty() || source.digest().isEmpty()) {
            return Optional.empty();
        }
        try {
            return lookup.digest(new Reference(source.repository(), source.tag(), Optional.empty()))
                    .filter(now -> now.algorithm() == source.digest().get().algorithm()
                            && !now.equals(source.digest().get()))
                    .map(now -> "at the source its tag is that of " + now + " by now");
        } catch (IOException e) {
            // Nothing that is copied depends on it.
            return Optional.empty();
        }
    }
}
