package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.layer.Layer;
import java.io.IOException;
import java.util.List;

/** A part of a base that can be made beside the others: its packages, its kubectl, its Python distributions. */
@FunctionalInterface
interface Part {

    /**
     * Makes the part's layers.
     *
     * @return the lowest first
     */
    List<Layer> make() throws IOException;
}
