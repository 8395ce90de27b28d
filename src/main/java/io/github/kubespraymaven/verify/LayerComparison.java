package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.zip.ZipException;

/** Two layers that should be one. */
final class LayerComparison {
    /** Of so many files of a layer it is shown where they differ. */
    private static final int SHOWN = 8;

    private final ComparedLayer expected;
    private final ComparedLayer given;
    private final boolean original;
    private final Findings findings = new Findings();
    private final Map<String, ImageDifference> contents = new LinkedHashMap<>();

    private LayerComparison(ComparedLayer expected, ComparedLayer given, boolean original) {
        this.expected = expected;
        this.given = given;
        this.original = original;
    }

    /**
     * Compares two layers that have different digests.
     *
     * @param original whether the stored bytes have to be the same too
     */
    static Findings of(ComparedLayer expected, ComparedLayer given, boolean original) throws IOException {
        LayerComparison comparison = new LayerComparison(expected, given, original);
        comparison.compare();
        return comparison.findings;
    }

    /** Checks that the stored bytes of a layer are there, and are those that its digest stands for. */
    static Findings ofBytes(ComparedLayer given) throws IOException {
        Findings findings = new Findings();
        if (given.kept().isPresent()) {
            OptionalLong size = given.kept().get().size();
            if (size.isEmpty()) {
                findings.add(ImageDifference.of(
                        "", "is not there", given.blob().digest().toString(), ""));
                return findings;
            }
            if (size.getAsLong() == given.blob().size()) {
                return findings;
            }
            // Whoever keeps it may say another size and yet give the right bytes.
        }
        try (InputStream in = given.bytes().open()) {
            Digest digest = Digest.of(in);
            if (!digest.equals(given.blob().digest())) {
                findings.add(ImageDifference.of(
                        "", "the stored bytes", given.blob().digest().toString(), digest.toString()));
            }
        } catch (IOException e) {
            findings.add(unreadable(e));
        }
        return findings;
    }

    static ImageDifference unreadable(IOException problem) {
        String why = problem instanceof EOFException
                ? "it ends before its time"
                : problem instanceof ZipException
                        ? "it cannot be decompressed: " + problem.getMessage()
                        : String.valueOf(problem.getMessage());
        return ImageDifference.of("", "cannot be read", "", why);
    }

    private void compare() throws IOException {
        LayerListing own = LayerListing.of(expected);
        LayerListing other;
        try {
            other = LayerListing.of(given);
        } catch (IOException e) {
            findings.add(unreadable(e));
            return;
        }
        if (original && !other.stored().equals(given.blob().digest())) {
            findings.add(ImageDifference.of(
                    "",
                    "the stored bytes are not those of the manifest's digest",
                    given.blob().digest().toString(),
                    other.stored().toString()));
        }
        if (!other.plain().equals(given.diffId())) {
            findings.add(ImageDifference.of(
                    "",
                    "the files are not those of the config's diff_id",
                    given.diffId().toString(),
                    other.plain().toString()));
        }
        entries(own, other);
        if (findings.count() == 0) {
            withoutFiles(own, other);
        }
        Excerpts.of(expected, given, List.copyOf(contents.keySet()))
                .forEach((path, excerpt) -> findings.replace(
                        Objects.requireNonNull(contents.get(path)),
                        excerpt.on(Objects.requireNonNull(contents.get(path)))));
    }

    private void entries(LayerListing own, LayerListing other) {
        other.twice().forEach(path -> findings.add(ImageDifference.of(path, "is there more than once", "", "")));
        TreeSet<String> paths = new TreeSet<>(own.entries().keySet());
        paths.addAll(other.entries().keySet());
        for (String path : paths) {
            Optional<LayerListing.Entry> one = Optional.ofNullable(own.entries().get(path));
            Optional<LayerListing.Entry> another =
                    Optional.ofNullable(other.entries().get(path));
            if (one.isPresent() && another.isPresent()) {
                entry(path, one.get(), another.get());
            } else if (one.isPresent()) {
                findings.add(ImageDifference.of(path, ImageDifference.MISSING, text(one.get()), ""));
            } else {
                findings.add(ImageDifference.of(path, ImageDifference.EXTRA, "", text(another.orElseThrow())));
            }
        }
    }

    private static String text(LayerListing.Entry entry) {
        TarItem item = entry.item();
        String size = item.size() > 0 ? ", " + item.size() + " bytes" : "";
        return item.type() + ", " + item.fields().getOrDefault("mode", "") + size;
    }

    private void entry(String path, LayerListing.Entry own, LayerListing.Entry other) {
        TreeSet<String> fields = new TreeSet<>(own.item().fields().keySet());
        fields.addAll(other.item().fields().keySet());
        for (String field : fields) {
            String one = own.item().fields().getOrDefault(field, "none");
            String another = other.item().fields().getOrDefault(field, "none");
            if (!one.equals(another)) {
                findings.add(ImageDifference.of(path, field, one, another));
            }
        }
        if (!own.content().equals(other.content())) {
            ImageDifference difference = ImageDifference.of(
                    path, "content", own.item().size() + " bytes", other.item().size() + " bytes");
            findings.add(difference);
            if (contents.size() < SHOWN) {
                contents.put(path, difference);
            }
        }
    }

    /** The same entries, and yet not the same layer. */
    private void withoutFiles(LayerListing own, LayerListing other) {
        if (!own.plain().equals(other.plain())) {
            Iterator<String> paths = other.entries().keySet().iterator();
            for (String path : own.entries().keySet()) {
                String there = paths.next();
                if (!path.equals(there)) {
                    findings.add(ImageDifference.of("", "the order of the same entries", path, there));
                    return;
                }
            }
            findings.add(ImageDifference.of(
                    "",
                    "how the same entries are written down (padding, forms of headers)",
                    own.plain().toString(),
                    other.plain().toString()));
        } else if (original) {
            findings.add(ImageDifference.of(
                    "",
                    "how the same files are compressed",
                    expected.blob().mediaType() + " " + own.stored(),
                    given.blob().mediaType() + " " + other.stored()));
        }
    }

    /** Returns what a whole layer holds that has no counterpart. */
    static Findings only(ComparedLayer layer, String what) {
        Findings findings = new Findings();
        List<String> first = new ArrayList<>();
        int entries = 0;
        try (LayerStream stream = new LayerStream(layer)) {
            for (Optional<TarItem> next = stream.next(); next.isPresent(); next = stream.next()) {
                if (++entries <= SHOWN) {
                    first.add(ImageDifference.shown(next.get().path()));
                }
            }
        } catch (IOException e) {
            first.add(unreadable(e).given());
        }
        if (entries > SHOWN) {
            first.add("and " + (entries - SHOWN) + " more");
        }
        String size = layer.blob().size() + " bytes, " + entries + " entries";
        boolean missing = what.equals(ImageDifference.MISSING);
        findings.add(new ImageDifference("", what, missing ? size : "", missing ? "" : size, first));
        return findings;
    }
}
