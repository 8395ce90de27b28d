package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where files of two layers differ. Layers come as streams: small files are kept from each; of large ones the hashes of their
 * pieces, and on another passage the first piece that differs.
 */
final class Excerpts {
    private static final int SMALL = 1 << 18;
    private static final int PIECE = 1 << 16;

    /** So many pieces are looked at: 4 GiB. */
    private static final int MOST_PIECES = 1 << 16;

    private Excerpts() {}

    /** What was kept of a file: all of it, or one hash for each piece. */
    private static final class Kept {
        private final byte[] all;
        private final List<Digest> pieces;

        private Kept(byte[] all, List<Digest> pieces) {
            this.all = all;
            this.pieces = pieces;
        }
    }

    /** Returns the excerpts of files that are in both layers, with different contents. */
    static Map<String, Excerpt> of(ComparedLayer expected, ComparedLayer given, List<String> paths) throws IOException {
        if (paths.isEmpty()) {
            return Map.of();
        }
        Map<String, Kept> own = kept(expected, Set.copyOf(paths));
        Map<String, Kept> other = kept(given, Set.copyOf(paths));
        Map<String, Integer> pieces = new HashMap<>();
        Map<String, Excerpt> excerpts = new LinkedHashMap<>();
        for (String path : paths) {
            Optional<Kept> one = Optional.ofNullable(own.get(path));
            Optional<Kept> another = Optional.ofNullable(other.get(path));
            if (one.isEmpty() || another.isEmpty()) {
                continue;
            }
            if (one.get().pieces.isEmpty() && another.get().pieces.isEmpty()) {
                excerpts.put(path, Excerpt.of(one.get().all, another.get().all, 0, true));
            } else {
                pieces.put(path, firstDifferent(one.get(), another.get()));
            }
        }
        if (!pieces.isEmpty()) {
            Map<String, byte[]> first = piece(expected, pieces);
            Map<String, byte[]> second = piece(given, pieces);
            pieces.forEach((path, piece) -> excerpts.put(
                    path,
                    Excerpt.of(
                            first.getOrDefault(path, new byte[0]),
                            second.getOrDefault(path, new byte[0]),
                            (long) piece * PIECE,
                            false)));
        }
        return excerpts;
    }

    private static int firstDifferent(Kept one, Kept other) {
        List<Digest> first = hashes(one);
        List<Digest> second = hashes(other);
        int at = 0;
        while (at < Math.min(first.size(), second.size()) && first.get(at).equals(second.get(at))) {
            at++;
        }
        return at;
    }

    private static List<Digest> hashes(Kept kept) {
        if (!kept.pieces.isEmpty()) {
            return kept.pieces;
        }
        List<Digest> hashes = new ArrayList<>();
        for (int at = 0; at < kept.all.length; at += PIECE) {
            hashes.add(Digest.of(Arrays.copyOfRange(kept.all, at, Math.min(kept.all.length, at + PIECE))));
        }
        return hashes;
    }

    /** Takes a file's content. */
    private interface Taking {
        void take(TarItem item, InputStream content) throws IOException;
    }

    private static void read(ComparedLayer layer, Set<String> paths, Taking taking) throws IOException {
        Set<String> open = new HashSet<>(paths);
        try (LayerStream stream = new LayerStream(layer)) {
            for (Optional<TarItem> next = stream.next(); next.isPresent(); next = stream.next()) {
                if (open.contains(next.get().path())) {
                    taking.take(next.get(), stream.content());
                }
            }
        }
    }

    private static Map<String, Kept> kept(ComparedLayer layer, Set<String> paths) throws IOException {
        Map<String, Kept> kept = new HashMap<>();
        read(layer, paths, (item, content) -> {
            if (item.size() <= SMALL) {
                kept.put(item.path(), new Kept(content.readAllBytes(), List.of()));
                return;
            }
            List<Digest> pieces = new ArrayList<>();
            for (byte[] piece = content.readNBytes(PIECE);
                    piece.length > 0 && pieces.size() < MOST_PIECES;
                    piece = content.readNBytes(PIECE)) {
                pieces.add(Digest.of(piece));
            }
            kept.put(item.path(), new Kept(new byte[0], pieces));
        });
        return kept;
    }

    private static Map<String, byte[]> piece(ComparedLayer layer, Map<String, Integer> pieces) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        read(layer, pieces.keySet(), (item, content) -> {
            long before = (long) pieces.getOrDefault(item.path(), 0) * PIECE;
            if (before < item.size()) {
                content.skipNBytes(before);
                found.put(item.path(), content.readNBytes(PIECE));
            }
        });
        return found;
    }
}
