package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A layer, as it is compared.
 *
 * @param what what is in it, as the image's history has it; empty where that says nothing
 * @param blob its stored bytes
 * @param diffId the digest of its tar stream, as the config has it
 * @param bytes opens the stored bytes, again and again
 * @param kept whether they are kept by somebody who gives away nothing but the digest's bytes, as a registry does: they are looked
 *     for then, and not read
 */
public record ComparedLayer(String what, Descriptor blob, Digest diffId, Opening bytes, Optional<Presence> kept) {
    /** Opens something. */
    @FunctionalInterface
    public interface Opening {
        /** Returns its bytes from the first on. */
        InputStream open() throws IOException;
    }

    /** Looks for stored bytes. */
    @FunctionalInterface
    public interface Presence {
        /** Returns how many there are, as whoever keeps them says; nothing if they are not there. */
        OptionalLong size() throws IOException;
    }

    /** Returns what kind of layer it is: {@code os}, {@code app}. */
    String kind() {
        int and = what.indexOf(": ");
        return and < 0 ? what : what.substring(0, and);
    }

    /** Returns its name in a report. */
    String title(int number) {
        return "layer " + number + (what.isEmpty() ? "" : " (" + what.replace(": ", " ") + ")");
    }
}
