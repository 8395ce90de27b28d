package io.github.kubespraymaven.python.version;

import java.util.Optional;

/**
 * Something offered to a specifier: a text and the version it is read as, if it is one. {@code ===} compares the text,
 * every other operator the version.
 */
public record VersionText(String text, Optional<Version> version) {
    public static VersionText of(String text) {
        return new VersionText(text, Version.tryParse(text));
    }

    /** A version under its normal form. */
    public static VersionText of(Version version) {
        return new VersionText(version.toString(), Optional.of(version));
    }

    /** Whether it is known to be a pre-release: what is no version is none. */
    boolean isPreRelease() {
        return version.isPresent() && version.get().isPreRelease();
    }
}
