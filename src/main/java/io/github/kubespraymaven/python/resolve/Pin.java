package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.version.Version;

/**
 * A file that was chosen before, and is to be chosen again where nothing forbids it: yanked or not, and although there are newer
 * ones.
 *
 * @param version of the project
 * @param file its name, under which an index lists it
 * @param sha256 of its bytes
 */
public record Pin(Version version, String file, Digest sha256) {
    /** Tells whether a file is that one: an index may tell no hash. */
    boolean is(IndexFile other) {
        return other.filename().text().equals(file)
                && (other.digests().isEmpty() || other.digests().contains(sha256));
    }
}
