package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.mistake.MistakeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The Debian suites a base can be made of, oldest first, with what of them decides which wheels fit. */
public enum Suite {
    BULLSEYE(11, "3.9", "2.31"),
    BOOKWORM(12, "3.11", "2.36"),
    TRIXIE(13, "3.13", "2.41");

    private final int release;
    private final String python;
    private final String glibc;

    Suite(int release, String python, String glibc) {
        this.release = release;
        this.python = python;
        this.glibc = glibc;
    }

    /** Returns the suite of that code name. */
    public static Suite named(String codename) throws MistakeException {
        for (Suite suite : values()) {
            if (suite.codename().equals(codename)) {
                return suite;
            }
        }
        throw new MistakeException("from: there is no Debian suite '" + codename + "' here. Known are "
                + Arrays.stream(values()).map(Suite::codename).collect(Collectors.joining(", ")) + ".");
    }

    /** Returns the code name, as it stands in a mirror's paths. */
    public String codename() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the number of the Debian release. */
    public int release() {
        return release;
    }

    /** Returns the series of the suite's Python, as {@code 3.11}. */
    public String python() {
        return python;
    }

    /** Returns the version of the suite's C library, as {@code 2.36}. */
    public String glibc() {
        return glibc;
    }
}
