package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.Set;

/**
 * What a user asks for.
 *
 * @param requirement a version range or an address; its marker has not been looked at yet
 * @param digests one of which the chosen file must have; any file, when there are none
 * @param origin where it was asked for, as {@code requirements.txt:3}
 */
public record RequestedRequirement(Requirement requirement, Set<Digest> digests, String origin) {
    /** Keeps its own copy. */
    public RequestedRequirement {
        digests = Set.copyOf(digests);
    }
}
