package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.List;
import java.util.Optional;

/**
 * What an image is called in the registry that mirrors it.
 *
 * @param repository where it is
 * @param tag under which it is stored; none where registries would not keep the digest that is asked for
 * @param digest by which it is asked for there, where the list pins it
 * @param text the name that people are told
 * @param notes what is to be said of it
 */
record TargetName(
        Repository repository, Optional<String> tag, Optional<Digest> digest, String text, List<String> notes) {

    /** Keeps its own copy. */
    TargetName {
        notes = List.copyOf(notes);
    }

    /** Returns the tag that an image has in the list; one that is pinned need not have any. */
    static Optional<String> listedTag(Reference source) {
        return source.digest().isPresent() ? source.tag() : Optional.of(source.target());
    }

    /** Returns the name of an image that gets the tag that it has in the list. */
    static TargetName listed(Repository repository, Reference source) {
        Optional<String> tag = listedTag(source);
        return isTaggable(source)
                ? new TargetName(repository, tag, source.digest(), repository.with(tag.orElseThrow()), List.of())
                : pinned(repository, source, "registries know what has a tag by its sha256 digest");
    }

    /**
     * Returns the name of a pinned image without a tag of the list. It gets one that follows from its digest: registries delete
     * what has no tag, when they clean up. It does not begin as those of signatures do, which name what they are attached to.
     */
    static TargetName pinned(Repository repository, Reference source, String why) {
        Digest digest = source.digest().orElseThrow();
        Optional<String> tag = Optional.of("pinned-" + digest.algorithm().prefix() + "-" + digest.hex())
                .filter(any -> isTaggable(source));
        String note = tag.map(name -> why + ", so it is kept under the tag " + name)
                .orElse(why + ", so it is kept under its digest alone");
        return new TargetName(repository, tag, Optional.of(digest), repository.with(digest.toString()), List.of(note));
    }

    private static boolean isTaggable(Reference source) {
        return source.digest().isEmpty() || source.digest().get().algorithm() == Algorithm.SHA256;
    }

    /** Returns what whoever pulls it asks for. */
    String target() {
        return digest.map(Digest::toString).or(() -> tag).orElseThrow();
    }
}
