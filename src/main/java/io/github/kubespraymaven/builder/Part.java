package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.builder.layer.Layer;
import java.io.IOException;
import java.util.List;

/** A part of a base that can be made beside the others: its packages, its kubectl, its Python distributions. */
@FunctionalInterface
public interface Part {

    /**
     * Makes the part's layers.
     *
     * @return the lowest first
     */
    List<Layer> make() throws IOException;
}
