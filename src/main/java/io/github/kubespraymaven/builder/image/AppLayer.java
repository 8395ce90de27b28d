package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.builder.layer.Recipe;
import io.github.kubespraymaven.checkout.AppTree;
import io.github.kubespraymaven.image.compress.Compression;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The checkout as a layer. */
final class AppLayer {
    private static final int FORMAT = 1;

    private AppLayer() {}

    /** Returns the layer of a tree, which is written only if it has changed. */
    static Layer of(AppTree tree, String what, Compression compression, LayerCache layers) throws IOException {
        Recipe recipe =
                Recipe.of("app", FORMAT, List.of(tree.digest().toString()), Map.of("compression", compression.label()));
        return new Layer("app", what, layers.get(recipe, tree));
    }
}
