package io.github.kubespraymaven.python.requirement;

/** A marker that reads well and yet has no answer. */
public final class MarkerEvaluationException extends RuntimeException {
    /** What is wrong with the marker. */
    public enum Kind {
        /** An operator that says nothing about texts, such as {@code ~=}, between texts that are no versions. */
        UNDEFINED_COMPARISON,
        /** A name that the environment does not have. */
        UNDEFINED_NAME
    }

    private final Kind kind;

    MarkerEvaluationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
