package io.github.kubespraymaven.offline.chart;

import io.github.kubespraymaven.digest.Digest;
import java.util.Optional;

/**
 * A chart as an index names it.
 *
 * @param name of the chart
 * @param version as the index writes it
 * @param url of its file, relative to the repository or absolute
 * @param digest of its file, where the index has one
 */
record ChartVersion(String name, String version, String url, Optional<Digest> digest) {

    /** Returns what its file is called in a tree. */
    String fileName() {
        return name + "-" + version + ".tgz";
    }

    /** Tells whether it is the version that somebody asks for, with a leading v or without. */
    boolean is(String otherName, String otherVersion) {
        return name.equals(otherName) && bare(version).equals(bare(otherVersion));
    }

    private static String bare(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }
}
