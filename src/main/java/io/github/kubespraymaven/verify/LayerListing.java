package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is in a layer.
 *
 * @param entries by path, in the order in which they stand there; of a path that is there twice, the last, as who unpacks it
 *     would have it
 * @param twice the paths that are there more than once, the first of them
 * @param stored the digest of its stored bytes
 * @param plain the digest of its tar stream
 */
record LayerListing(Map<String, Entry> entries, List<String> twice, Digest stored, Digest plain) {
    private static final int TWICE = 20;

    /** Names of entries may have so many characters together: memory is not for strangers to fill. */
    private static final long MOST_NAMES = 256L << 20;

    /**
     * An entry.
     *
     * @param item what it says of itself
     * @param content the digest of its content; empty where it has none
     */
    record Entry(TarItem item, Optional<Digest> content) {}

    /** Reads a layer. */
    static LayerListing of(ComparedLayer layer) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        Map<SortedMap<String, String>, SortedMap<String, String>> known = new HashMap<>();
        long names = 0;
        try (LayerStream stream = new LayerStream(layer)) {
            for (Optional<TarItem> next = stream.next(); next.isPresent(); next = stream.next()) {
                TarItem item = next.get();
                names += item.path().length()
                        + item.fields().values().stream()
                                .mapToLong(String::length)
                                .sum();
                if (names > MOST_NAMES) {
                    throw new IOException("names and fields of more than " + MOST_NAMES + " characters");
                }
                // Most entries say the same of themselves but for their names.
                SortedMap<String, String> fields = known.computeIfAbsent(item.fields(), same -> same);
                TarItem shared = new TarItem(item.path(), fields, item.size());
                Entry before = entries.put(item.path(), new Entry(shared, content(stream.content(), item)));
                if (before != null && twice.size() < TWICE) {
                    twice.add(item.path());
                }
            }
            stream.finish();
            return new LayerListing(entries, twice, stream.storedDigest(), stream.plainDigest());
        }
    }

    private static Optional<Digest> content(InputStream in, TarItem item) throws IOException {
        return item.size() == 0 ? Optional.empty() : Optional.of(Digest.of(in));
    }
}
