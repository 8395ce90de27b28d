package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.tree.archive.ErrorFactory;
import java.io.IOException;

/** A binary package that is damaged, hostile or of a kind that is not known here. Says which, where in it, and why. */
public final class DebException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * With the place and the problem.
     *
     * @param deb the package's file name
     * @param member what of it: a member, or a member's entry
     */
    public DebException(String deb, String member, String problem) {
        super(deb + ", " + member + ": " + problem);
    }

    /** Returns what makes problems of a member such errors. */
    static ErrorFactory complaint(String deb, String member) {
        return (problem, cause) -> cause.isPresent()
                ? new DebException(deb, member, problem, cause.get())
                : new DebException(deb, member, problem);
    }

    /** With what led to it. */
    public DebException(String deb, String member, String problem, Throwable cause) {
        super(deb + ", " + member + ": " + problem, cause);
    }
}
