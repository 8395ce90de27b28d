package io.github.kubespraymaven.lock;

import io.github.kubespraymaven.digest.Digest;

/** A file that a lock names. */
public sealed interface Locked {
    /** Returns the name by which it is asked for. */
    String name();

    /** Returns its version, as written where it comes from. */
    String version();

    /** Returns its bytes' SHA-256. */
    Digest sha256();

    /**
     * A Debian package.
     *
     * @param architecture {@code all} or one of Debian's
     * @param suite whose archive has it; the archives of {@code SUITE-security} and of the others differ
     * @param path below the root of that archive
     * @param size in bytes
     * @param why who asked for it
     */
    record Deb(
            String name,
            String version,
            String architecture,
            String suite,
            String path,
            long size,
            Digest sha256,
            String why)
            implements Locked {}

    /**
     * A Python distribution.
     *
     * @param file its wheel's or sdist's name, under which the pages of its project list it
     * @param size in bytes
     * @param why who asked for it
     */
    record Python(String name, String version, String file, long size, Digest sha256, String why) implements Locked {
        /** What {@link #why} says of one that the requirements name. */
        public static final String ASKED_FOR = "asked for";

        /** Tells whether the requirements name it. */
        public boolean requested() {
            return why.equals(ASKED_FOR);
        }
    }

    /**
     * kubectl.
     *
     * @param version with its leading v
     */
    record Kubectl(String version, Digest sha256) implements Locked {
        @Override
        public String name() {
            return "kubectl";
        }
    }
}
