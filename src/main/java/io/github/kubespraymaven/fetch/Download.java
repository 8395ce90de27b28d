package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.digest.Digest;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file to be had.
 *
 * @param what what it is, for people: a file name, as a rule
 * @param sources where it may be found, tried in turn; user information is sent as basic credentials and never printed
 * @param digest what its bytes must hash to
 * @param size how many bytes it has, where that is known
 */
public record Download(String what, List<URI> sources, Digest digest, OptionalLong size) {
    /** Checks that there is a source, and keeps its own copy. */
    public Download {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no source for " + what);
        }
    }
}
