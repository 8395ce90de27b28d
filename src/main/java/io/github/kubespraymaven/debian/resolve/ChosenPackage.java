package io.github.kubespraymaven.debian.resolve;

/**
 * A package to install.
 *
 * @param name its name
 * @param version its version, as written
 * @param architecture {@code all} or the one resolved for
 * @param suite the suite it was found in; the archives of {@code SUITE-security} and of the others differ
 * @param path where that archive keeps it, such as {@code pool/main/j/jq/jq_1.6-2.1_amd64.deb}
 * @param size bytes of the .deb
 * @param sha256 of the .deb, in hex
 * @param why who brought it in
 */
public record ChosenPackage(
        String name,
        String version,
        String architecture,
        String suite,
        String path,
        long size,
        String sha256,
        Why why) {}
