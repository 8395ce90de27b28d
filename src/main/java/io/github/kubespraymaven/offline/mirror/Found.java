package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/**
 * What a target has under an image's name.
 *
 * @param digest which image; nothing where there is none
 * @param problem what is wrong with it, as far as was looked
 */
record Found(Optional<Digest> digest, Optional<String> problem) {
    static final Found NOTHING = new Found(Optional.empty(), Optional.empty());

    static Found whole(Optional<Digest> digest) {
        return new Found(digest, Optional.empty());
    }

    static Found damaged(Optional<Digest> digest, String problem) {
        return new Found(digest, Optional.of(problem));
    }
}
