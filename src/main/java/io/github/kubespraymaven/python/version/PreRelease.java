package io.github.kubespraymaven.python.version;

import java.math.BigInteger;
import java.util.Comparator;

/** The pre-release part of a version: its phase and its number, {@code rc1}. */
public record PreRelease(Phase phase, BigInteger number) implements Comparable<PreRelease> {
    private static final Comparator<PreRelease> ORDER =
            Comparator.comparing(PreRelease::phase).thenComparing(PreRelease::number);

    /** The phases, in their order; the other spellings of PEP 440 are read as these. */
    public enum Phase {
        ALPHA("a"),
        BETA("b"),
        CANDIDATE("rc");

        private final String letters;

        Phase(String letters) {
            this.letters = letters;
        }
    }

    public PreRelease {
        Version.requireNatural(number, "pre-release");
    }

    @Override
    public int compareTo(PreRelease other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return phase.letters + number;
    }
}
