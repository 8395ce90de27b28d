package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/** What an index says about a file's metadata as a file of its own (PEP 658 and 714). */
public sealed interface Sidecar {
    /** It says nothing: there may be one. */
    record Unmentioned() implements Sidecar {}

    /** It says that there is none. */
    record Absent() implements Sidecar {}

    /** It is there, with this digest where one was given. */
    record Present(Optional<Digest> digest) implements Sidecar {}
}
