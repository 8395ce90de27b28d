package io.github.kubespraymaven.manifest.variables;

/** Whose names of files and images somebody asks for. */
public enum ListedNames {
    /** Where they come from: variable files of the goal offline-vars do not count. */
    UPSTREAM,
    /** Where the deployment gets them: these files count. */
    SITE
}
