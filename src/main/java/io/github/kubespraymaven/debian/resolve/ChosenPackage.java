package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.digest.Digest;
import java.util.List;

/**
 * A package to install.
 *
 * @param name its name
 * @param version its version, as written
 * @param architecture {@code all} or the one resolved for
 * @param suite the suite it was found in; the archives of {@code SUITE-security} and of the others differ
 * @param path where that archive keeps it, such as {@code pool/main/j/jq/jq_1.6-2.1_amd64.deb}
 * @param size bytes of the .deb
 * @param sha256 of the .deb
 * @param needs the names of the chosen packages that meet its Depends and Pre-Depends, sorted
 * @param why who brought it in
 */
public record ChosenPackage(
        String name,
        String version,
        String architecture,
        String suite,
        String path,
        long size,
        Digest sha256,
        List<String> needs,
        InstallReason why) {
    /** Keeps its own copy. */
    public ChosenPackage {
        needs = List.copyOf(needs);
    }

    /** Returns the same package, there for another reason. */
    ChosenPackage because(InstallReason other) {
        return new ChosenPackage(name, version, architecture, suite, path, size, sha256, needs, other);
    }

    /** The name of the package's file, for people. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
