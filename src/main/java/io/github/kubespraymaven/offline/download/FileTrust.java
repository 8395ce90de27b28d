package io.github.kubespraymaven.offline.download;

import java.util.Arrays;
import java.util.Optional;

/** On whose word the bytes of a file are taken for the right ones. */
public enum FileTrust {
    /** The release's own sum. */
    KUBESPRAY("kubespray"),
    /** The digest that a chart repository's index gives. */
    INDEX("index"),
    /** A sum beside the address, in a list of the user's. */
    LIST("list"),
    /** Nobody's: what came first is what is wanted from then on. */
    FIRST_USE("first-use");

    private final String label;

    FileTrust(String label) {
        this.label = label;
    }

    /** Returns how files.json writes it. */
    public String label() {
        return label;
    }

    /** Returns the one that files.json writes so. */
    static Optional<FileTrust> of(String label) {
        return Arrays.stream(values())
                .filter(trust -> trust.label.equals(label))
                .findFirst();
    }
}
