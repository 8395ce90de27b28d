package io.github.kubespraymaven.debian.index;

/** The field Multi-Arch: how a package counts for packages of other architectures, and for {@code :any} relations. */
public enum MultiArch {
    NO,
    SAME,
    FOREIGN,
    ALLOWED;

    static MultiArch of(String field) {
        return switch (field) {
            case "same" -> SAME;
            case "foreign" -> FOREIGN;
            case "allowed" -> ALLOWED;
            default -> NO;
        };
    }
}
