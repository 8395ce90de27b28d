package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/**
 * What a base stands on, as far as it decides about the base.
 *
 * @param shown as {@code debian:trixie}, or an image's name with its digest
 * @param asked how it was asked for
 * @param image the digest of the platform's manifest, where it is an image: its name does not count
 */
public record BaseOs(String shown, String asked, Optional<Digest> image) {
    /** Returns what enters the base's key. */
    public String key() {
        return image.map(digest -> "image " + digest).orElse(shown);
    }
}
