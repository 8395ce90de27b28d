package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.tree.archive.ErrorFactory;
import java.util.Optional;

/** Makes problems of an archive errors that name the archive, and the member that they are in. */
@FunctionalInterface
public interface TarErrors {
    /**
     * Returns what makes problems errors. What is cut off has an {@link java.io.EOFException} as its cause.
     *
     * @param member the member's name, without control characters; empty for the archive itself
     */
    ErrorFactory at(Optional<String> member);

    /** Returns errors that are the archive's own, in which {@code NAME: } goes before the problem of a member. */
    static TarErrors of(ErrorFactory archive) {
        return member ->
                member.isEmpty() ? archive : (problem, cause) -> archive.of(member.get() + ": " + problem, cause);
    }

    /** Returns a stranger's text as errors show it: without control characters, and not all of a long one. */
    static String printable(String text) {
        String start = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
