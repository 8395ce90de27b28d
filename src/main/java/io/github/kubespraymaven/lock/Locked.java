package io.github.kubespraymaven.lock;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/** A file that a lock names. */
public sealed interface Locked {
    /** Why something is there that nobody else needs. */
    String ASKED_FOR = "asked for";

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
            implements Locked {
        private static final String FOR = "for ";

        /** What {@link #why} says of one that another one needs. */
        public static String neededBy(String needer) {
            return FOR + needer;
        }

        /** Returns the same file, there for another reason. */
        Deb because(String other) {
            return new Deb(name, version, architecture, suite, path, size, sha256, other);
        }

        /** Returns who needs it; nothing if it was asked for itself. */
        public Optional<String> needer() {
            return why.startsWith(FOR) ? Optional.of(why.substring(FOR.length())) : Optional.empty();
        }
    }

    /**
     * A Python distribution.
     *
     * @param file its wheel's or sdist's name, under which the pages of its project list it
     * @param size in bytes
     * @param why who asked for it
     */
    record Python(String name, String version, String file, long size, Digest sha256, String why) implements Locked {
        /** Tells whether the requirements name it. */
        public boolean requested() {
            return why.equals(ASKED_FOR);
        }
    }

    /** The image that all the rest is added to, by its manifest; its version is the beginning of its hash. */
    record Image(Digest sha256) implements Locked {
        @Override
        public String name() {
            return "image";
        }

        @Override
        public String version() {
            return sha256.brief();
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
