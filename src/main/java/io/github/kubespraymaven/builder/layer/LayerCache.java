package io.github.kubespraymaven.builder.layer;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.util.Optional;

/**
 * The layers that recipes gave. A recipe whose layer is in the cache is not run; two builds that want the same layer at
 * once make it once. Safe for use by many threads.
 */
public final class LayerCache {
    private static final String RECORD = "layer";

    private final Cache cache;
    private final Records records;
    private final Locks locks;
    private final LayerWriter writer;
    private final boolean anew;

    /**
     * Keeps layers in a cache.
     *
     * @param locks of that cache
     * @param writer compresses as the recipes' options say
     */
    public LayerCache(Cache cache, Locks locks, LayerWriter writer) {
        this(cache, locks, writer, false);
    }

    private LayerCache(Cache cache, Locks locks, LayerWriter writer, boolean anew) {
        this.anew = anew;
        this.cache = cache;
        this.records = cache.records();
        this.locks = locks;
        this.writer = writer;
    }

    /** Returns one that ignores what was kept and runs every recipe. */
    public LayerCache anew() {
        return new LayerCache(cache, locks, writer, true);
    }

    /** Returns a recipe's layer, if it was made before and its blob is still whole. */
    public Optional<LayerBlob> find(Recipe recipe) throws IOException {
        if (anew) {
            return Optional.empty();
        }
        Optional<LayerBlob> known = records.find(RECORD, recipe.key()).flatMap(LayerRecord::read);
        return known.isPresent() && cache.blobs().find(known.get().digest()).isPresent() ? known : Optional.empty();
    }

    /**
     * Returns a recipe's layer, made now if it is not known.
     *
     * @param source gives the entries that the recipe describes; opened only when the recipe has to be run
     */
    public LayerBlob get(Recipe recipe, EntrySource source) throws IOException {
        Optional<LayerBlob> known = find(recipe);
        return known.isPresent() ? known.get() : locks.holding(recipe.key(), () -> make(recipe, source));
    }

    private LayerBlob make(Recipe recipe, EntrySource source) throws IOException {
        Optional<LayerBlob> madeMeanwhile = find(recipe);
        if (madeMeanwhile.isPresent()) {
            return madeMeanwhile.get();
        }
        try (BlobWriter out = cache.blobs().writer(Algorithm.SHA256)) {
            LayerBlob layer = writer.write(source, out);
            out.commit();
            records.put(RECORD, recipe.key(), LayerRecord.write(layer));
            return layer;
        }
    }
}
