package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/**
 * What a target has under an image's name.
 *
 * @param digest which image; nothing where there is none
 * @param problem what is wrong with it, as far as was looked
 */
record TargetState(Optional<Digest> digest, Optional<String> problem) {
    static final TargetState NOTHING = new TargetState(Optional.empty(), Optional.empty());

    static TargetState whole(Optional<Digest> digest) {
        return new TargetState(digest, Optional.empty());
    }

    static TargetState damaged(Optional<Digest> digest, String problem) {
        return new TargetState(digest, Optional.of(problem));
    }
}
