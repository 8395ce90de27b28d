package io.github.kubespraymaven.checkout.git;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What git knows of a work tree.
 *
 * @param description what {@code git describe --tags} says, of the tags that start with a version; empty without one
 * @param head the commit that is checked out; empty before the first one
 * @param index the entries of the index by their path below the work tree, names joined by '/'
 * @param problem why git knows nothing although one would expect it to; empty if it does, or nobody would
 */
public record GitFacts(
        Optional<String> description, Optional<Commit> head, Map<String, IndexEntry> index, Optional<String> problem) {

    /** What is known of a directory that git has nothing to do with. */
    public static final GitFacts NONE = new GitFacts(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    /** Keeps its own copy. */
    public GitFacts {
        index = Map.copyOf(index);
    }

    /** Returns the facts of a directory that git should know and does not. */
    static GitFacts unknown(String problem) {
        return new GitFacts(Optional.empty(), Optional.empty(), Map.of(), Optional.of(problem));
    }

    /**
     * A commit.
     *
     * @param revision its whole id, in hexadecimal digits
     * @param time when it was committed
     */
    public record Commit(String revision, Instant time) {}
}
