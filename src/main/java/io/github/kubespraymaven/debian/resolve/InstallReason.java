package io.github.kubespraymaven.debian.resolve;

/** Why a package is part of a resolution. */
public sealed interface InstallReason {
    /** Somebody asked for it, by its name or by one that it alone provides. */
    record Requested(String name) implements InstallReason {
        @Override
        public String toString() {
            return "requested as " + name;
        }
    }

    /**
     * Another package needs it.
     *
     * @param by the package that does
     * @param need its relation, as written: {@code Depends: debconf (>= 0.5) | debconf-2.0}
     */
    record Needed(String by, String need) implements InstallReason {
        @Override
        public String toString() {
            return by + " " + need;
        }
    }
}
