package io.github.kubespraymaven.python.resolve;

/** What becomes of distributions that have no wheel for the target. */
public enum Sdists {
    /** A version with a wheel is preferred; what has none at all is an error, unless it can be installed from its sdist. */
    REFUSE,
    /** The newest version is taken, wheel or not, as pip does; it is to be built. */
    BUILD
}
