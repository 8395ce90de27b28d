package io.github.kubespraymaven.builder.layer;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.LayerWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that decides the bytes of one layer.
 *
 * @param kind what the layer holds: {@code os}, {@code kubectl}, {@code python} or {@code app}
 * @param format raised whenever the same inputs give other entries than before
 * @param inputs what goes in, in an order that counts
 * @param options what else changes bytes, by name
 */
public record Recipe(String kind, int format, List<String> inputs, SortedMap<String, String> options) {

    /** Keeps its own copies. */
    public Recipe {
        inputs = List.copyOf(inputs);
        options = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** Returns a recipe with these inputs and options. */
    public static Recipe of(String kind, int format, List<String> inputs, Map<String, String> options) {
        return new Recipe(kind, format, inputs, new TreeMap<>(options));
    }

    /** Returns the hash of the recipe: equal keys mean equal bytes. */
    public Digest key() {
        Canonical text = new Canonical().line("layer", kind).line("format", format + " in " + LayerWriter.FORMAT);
        inputs.forEach(input -> text.line("input", input));
        options.forEach((name, value) -> text.line("option " + name, value));
        return text.digest();
    }
}
