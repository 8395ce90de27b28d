package io.github.kubespraymaven.debian.relation;

import io.github.kubespraymaven.debian.version.DebianVersion;

/** The part of a relation in parentheses, such as {@code (>= 2.36)}. */
public record VersionConstraint(RelationOperator operator, DebianVersion version) {
    /** Whether a version fulfils it. */
    public boolean allows(DebianVersion have) {
        return operator.holds(have, version);
    }

    @Override
    public String toString() {
        return operator.symbol() + " " + version;
    }
}
