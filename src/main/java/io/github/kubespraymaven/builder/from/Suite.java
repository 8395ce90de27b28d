package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.error.UserErrorException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The Debian suites a base can be made of, oldest first, with what of them decides which wheels fit. */
public enum Suite {
    BULLSEYE(9, 31),
    BOOKWORM(11, 36),
    TRIXIE(13, 41);

    private final int pythonMinor;
    private final int glibcMinor;

    Suite(int pythonMinor, int glibcMinor) {
        this.pythonMinor = pythonMinor;
        this.glibcMinor = glibcMinor;
    }

    /** Returns the suite of that code name. */
    public static Suite named(String codename) throws UserErrorException {
        for (Suite suite : values()) {
            if (suite.codename().equals(codename)) {
                return suite;
            }
        }
        throw new UserErrorException("from: there is no Debian suite '" + codename + "' here. Known are "
                + Arrays.stream(values()).map(Suite::codename).collect(Collectors.joining(", ")) + ".");
    }

    /** Returns the code name, as it stands in a mirror's paths. */
    public String codename() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns 11 where the suite's Python is 3.11. */
    public int pythonMinor() {
        return pythonMinor;
    }

    /** Returns 36 where the suite's C library is glibc 2.36. */
    public int glibcMinor() {
        return glibcMinor;
    }
}
