package io.github.kubespraymaven.builder.layer;

import io.github.kubespraymaven.image.LayerBlob;

/**
 * A layer of an image, in the cache.
 *
 * @param kind {@code os}, {@code kubectl}, {@code python}, {@code app} or {@code from}
 * @param what what is in it, for people: {@code debian:trixie}, {@code ansible 11.13.0}
 * @param blob its bytes
 */
public record Layer(String kind, String what, LayerBlob blob) {
    /** The kind of those that were there before: of the image that a base stands on. */
    public static final String FROM = "from";

    /** Tells whether it is one of the image that the base stands on. */
    public boolean isFrom() {
        return kind.equals(FROM);
    }
}
