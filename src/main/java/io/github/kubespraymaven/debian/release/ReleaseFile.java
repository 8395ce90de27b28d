package io.github.kubespraymaven.debian.release;

import io.github.kubespraymaven.digest.Digest;

/**
 * A file that a Release file vouches for.
 *
 * @param path relative to the directory of the Release file, such as {@code main/binary-amd64/Packages.xz}
 * @param sha256 of its bytes
 * @param size of its bytes
 */
public record ReleaseFile(String path, Digest sha256, long size) {
    /** Where the archive keeps it under its hash, so that it is found while the archive is being updated. */
    public String byHash() {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash + 1) + "by-hash/SHA256/" + sha256.hex();
    }
}
