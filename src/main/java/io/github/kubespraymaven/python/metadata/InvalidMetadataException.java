package io.github.kubespraymaven.python.metadata;

import java.util.List;

/** Metadata with which a distribution cannot be installed; the message has all that is wrong. */
public final class InvalidMetadataException extends IllegalArgumentException {
    private final transient List<String> problems;

    InvalidMetadataException(List<String> problems) {
        super("the metadata cannot be used: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, field by field. */
    public List<String> problems() {
        return problems;
    }
}
