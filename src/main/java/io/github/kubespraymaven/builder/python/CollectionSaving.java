package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What an image would be smaller by if it had only the collections that the checkout uses.
 *
 * @param ansible the distribution that has them
 * @param all how many it has
 * @param used how many of them are used
 * @param bytes of the files of the others; 0 where that takes to unpack the distribution
 */
record CollectionSaving(String ansible, int all, int used, long bytes) {
    /** What is kept, since it takes the directory of the largest of all wheels. */
    private static final String KIND = "collections-saving";

    static CollectionSaving of(
            FetchedDistribution ansible, AnsibleCollections there, Set<CollectionName> used, Records records)
            throws IOException {
        return new CollectionSaving(
                ansible.chosen().toString(),
                there.dependencies().size(),
                used.size(),
                ansible.isSdist() ? 0 : bytes(ansible, used, records));
    }

    private static long bytes(FetchedDistribution wheel, Set<CollectionName> used, Records records) throws IOException {
        Digest key = Digest.of(wheel.digest() + " " + new TreeSet<>(used));
        Optional<byte[]> known = records.find(KIND, key);
        if (known.isPresent()) {
            return Long.parseLong(new String(known.get(), StandardCharsets.US_ASCII));
        }
        Predicate<String> kept = AnsibleCollections.filter(used);
        try (FileBytes file = new FileBytes(wheel.path())) {
            long bytes = ZipArchive.open(file, wheel.filename().text()).members().values().stream()
                    .filter(member -> !kept.test(member.name()))
                    .mapToLong(ZipMember::size)
                    .sum();
            records.put(KIND, key, Long.toString(bytes).getBytes(StandardCharsets.US_ASCII));
            return bytes;
        }
    }

    /** Says so, where there is something to say. It is advice: that it cannot be given keeps no image from being built. */
    static void report(RunningTask<Optional<CollectionSaving>> found, List<Layer> layers, Consumer<String> report) {
        try {
            found.end()
                    .filter(saving -> saving.used < saving.all)
                    .ifPresent(saving -> report.accept(saving.text(layers)));
        } catch (IOException | RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) {
                report.accept("Collections: all are kept; which of them are used cannot be told: " + e.getMessage());
            }
        }
    }

    /** Compressed, collections are much alike: they would save what they take of their layer. */
    String text(List<Layer> layers) {
        Optional<Layer> own =
                layers.stream().filter(layer -> layer.what().equals(ansible)).findFirst();
        String size = bytes == 0 ? "" : String.format(Locale.ROOT, ", %.0f MB less", bytes / 1e6);
        String compressed = bytes == 0 || own.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " and about %.0f MB compressed",
                        own.get().blob().size()
                                * (bytes / 1e6)
                                / own.get().blob().unpackedSize());
        return "Collections: all " + all + " are kept; with -Dkubespray.collections=used it would be " + used + size
                + compressed + ".";
    }
}
