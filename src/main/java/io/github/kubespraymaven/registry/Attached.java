package io.github.kubespraymaven.registry;

import java.util.List;

/**
 * What came of attaching something to an image.
 *
 * @param sent how much was not there already
 * @param byTag whether the registry knows no referrers, so that they are listed under a tag
 * @param problems what the registry would not do, for people
 */
public record Attached(int sent, boolean byTag, List<String> problems) {
    /** Keeps its own copy. */
    public Attached {
        problems = List.copyOf(problems);
    }
}
