package io.github.kubespraymaven.python.requirementsfile;

/** An option on a line of its own, which holds for all files and all lines. */
public sealed interface Option {
    /** {@code --index-url}: takes the place of all indexes before it. */
    record IndexUrl(String url) implements Option {}

    /** {@code --extra-index-url}: one more index. */
    record ExtraIndexUrl(String url) implements Option {}

    /** {@code --no-index}: no index, here and from here on. */
    record NoIndex() implements Option {}

    /**
     * {@code --find-links}: a page or directory of distributions. A path is relative to the file's directory where there
     * is something, else to the working directory.
     */
    record FindLinks(String location) implements Option {}

    /** {@code --no-binary}: names, {@code :all:} or {@code :none:} between commas; no wheels of these. */
    record NoBinary(String names) implements Option {}

    /** {@code --only-binary}: names, {@code :all:} or {@code :none:} between commas; no sdists of these. */
    record OnlyBinary(String names) implements Option {}

    /** {@code --prefer-binary}: an older wheel rather than a newer sdist. */
    record PreferBinary() implements Option {}

    /** {@code --all-releases}, and {@code --pre} as {@code :all:}: pre-releases of these too. */
    record AllReleases(String names) implements Option {}

    /** {@code --only-final}: no pre-releases of these. */
    record OnlyFinal(String names) implements Option {}

    /** {@code --require-hashes}: every distribution must have a hash. */
    record RequireHashes() implements Option {}

    /** {@code --no-require-hashes}: hashes on some lines do not make them needed on all. */
    record NoRequireHashes() implements Option {}

    /** {@code --trusted-host}: a host, or host:port, whose certificate is not asked for. */
    record TrustedHost(String host) implements Option {}

    /** {@code --use-feature}: something of pip's own. */
    record UseFeature(String name) implements Option {}
}
