package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.Content;

/**
 * A package to unpack.
 *
 * @param name its name
 * @param version its version, as written
 * @param architecture its architecture, {@code all} included
 * @param deb its file's bytes, verified; may be opened several times
 */
public record PackageFile(String name, String version, String architecture, Content deb) {

    /** The file name that the archive gives it, but for an epoch. */
    public String fileName() {
        return name + "_" + version.substring(version.indexOf(':') + 1) + "_" + architecture + ".deb";
    }
}
