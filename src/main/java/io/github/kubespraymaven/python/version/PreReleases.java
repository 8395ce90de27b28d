package io.github.kubespraymaven.python.version;

/** What becomes of pre-releases when versions are picked, PEP 440, "Handling of pre-releases". */
public enum PreReleases {
    /** Taken when a specifier names one, or when nothing else is left. A single version has no alternative: taken. */
    BY_RULE,
    ALLOWED,
    REFUSED
}
