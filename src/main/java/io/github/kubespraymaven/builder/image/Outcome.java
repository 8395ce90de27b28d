package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.digest.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build gave.
 *
 * @param digest of the manifest, or of the index where there are several platforms
 * @param name the image's name with its tag
 * @param layout where it was written
 * @param platforms the image for each platform
 * @param bases what these stand on
 * @param attestations the documents beside the image that say what is in it
 */
public record Outcome(
        Digest digest, String name, Path layout, List<Built> platforms, List<Base> bases, List<Path> attestations) {
    /** Keeps its own copies. */
    public Outcome {
        platforms = List.copyOf(platforms);
        bases = List.copyOf(bases);
        attestations = List.copyOf(attestations);
    }

    /** Tells whether every base was known, so that nothing was resolved or downloaded. */
    public boolean unchanged() {
        return bases.stream().allMatch(Base::reused);
    }

    /** Returns what the same build would give if nothing changed. */
    Outcome again() {
        return new Outcome(
                digest, name, layout, platforms, bases.stream().map(Base::again).toList(), attestations);
    }
}
